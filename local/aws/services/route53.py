"""Route 53: private zones, and batches of changes.

- A hosted zone that is created with a VPC is private. Terraform sends the VPC and no PrivateZone flag, as AWS accepts
  it. moto makes such a zone public, and every later plan wants to add the VPC again.
- A batch is one transaction, and a record is its name, its type and its set identifier. moto deletes every record with
  the set identifier, of whatever name; refuses to create what the same batch deletes; and has simple and weighted
  records under one name, which AWS doesn't.
"""

from collections.abc import Callable
from typing import Any

from moto.route53.exceptions import ResourceRecordAlreadyExists, Route53ClientError
from moto.route53.models import Route53Backend
from moto.route53.responses import Route53

from local.aws.extend import replace

Key = tuple[str, str, str | None]


@replace(Route53)
def _get_bool_param(original: Callable[..., Any], self: Route53, name: str, *args: Any, **kwargs: Any) -> Any:
    """CreateHostedZone: PrivateZone follows from the VPC."""
    if name == "HostedZoneConfig.PrivateZone" and self._get_param("VPC.VPCId"):
        return True
    return original(self, name, *args, **kwargs)


@replace(Route53Backend)
def change_resource_record_sets(
    original: Callable[..., None], self: Route53Backend, zoneid: str, change_list: list[dict[str, Any]]
) -> None:
    """ChangeResourceRecordSets: all of it or nothing, to exactly the records that it names."""
    zone = self.get_hosted_zone(zoneid)
    before = list(zone.rrsets)
    deleted = {key_of(change["ResourceRecordSet"]) for change in change_list if change["Action"] == "DELETE"}
    for change in change_list:
        if change["Action"] != "CREATE":
            continue
        key = key_of(change["ResourceRecordSet"])
        if key in {key_of_record(record) for record in before} - deleted:
            raise ResourceRecordAlreadyExists(name=f"{key[0]}.", _type=key[1])
        # We know that it doesn't exist; moto would look into what there has ever been.
        change["Action"] = "UPSERT"
    original(self, zoneid, change_list)
    kept = {key_of_record(record) for record in zone.rrsets} | deleted
    zone.rrsets.extend(record for record in before if key_of_record(record) not in kept)
    mixed = next((key for key in map(key_of_record, zone.rrsets) if key[2] and (*key[:2], None) in keys_of(zone)), None)
    if mixed is not None:
        zone.rrsets[:] = before
        raise MixedRecords(*mixed[:2])


class MixedRecords(Route53ClientError):
    """A name has one simple record of a type, or several with a routing policy."""

    def __init__(self, name: str, record_type: str) -> None:
        """The message is in AWS's words."""
        super().__init__(
            "InvalidChangeBatch",
            f"[RRSet with DNS name {name}., type {record_type} cannot be created as other RRSets exist with the same"
            " name and type.]",
        )


def keys_of(zone: Any) -> set[Key]:
    """What tells the records of a zone apart."""
    return {key_of_record(record) for record in zone.rrsets}


def key_of_record(record: Any) -> Key:
    """What tells a record of moto's from others."""
    return record.name.rstrip("."), record.type, record.set_identifier or None


def key_of(written: dict[str, Any]) -> Key:
    """What tells a record of a request from others."""
    return written["Name"].rstrip("."), written["Type"], written.get("SetIdentifier") or None
