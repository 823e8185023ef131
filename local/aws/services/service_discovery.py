"""Cloud Map: a namespace has a hosted zone of its name, which goes when it goes; a VPC has many namespaces; an instance
that is registered again changes.

moto names the zone otherwise, shows its id as a path, leaves it behind, refuses a second private namespace in the same
VPC, and keeps an instance beside the one that replaces it.
"""

from collections.abc import Callable
from typing import Any

from moto.route53.models import FakeZone, route53_backends
from moto.servicediscovery.exceptions import ConflictingDomainExists
from moto.servicediscovery.models import ServiceDiscoveryBackend
from moto.utilities.utils import get_partition

from local.aws.extend import replace


def zones_of(self: ServiceDiscoveryBackend) -> dict[str, Any]:
    """The account's hosted zones."""
    return route53_backends[self.account_id][get_partition(self.region_name)].zones


def own_it(zone: FakeZone, name: str) -> None:
    """Gives a zone, and the records it was born with, the name of its namespace, and says whose it is."""
    born_as = zone.name.rstrip(".")
    zone.name = f"{name}."
    zone.linked_service = {"ServicePrincipal": "servicediscovery.amazonaws.com"}
    for record in zone.rrsets:
        if record.name.rstrip(".") == born_as:
            record.name = zone.name


@replace(ServiceDiscoveryBackend)
def create_private_dns_namespace(original: Callable[..., str], self: ServiceDiscoveryBackend, **wanted: Any) -> str:
    """CreatePrivateDnsNamespace: refused only where the VPC has a namespace of that name."""
    others = self.namespaces
    if any(other.vpc == wanted["vpc"] and other.name == wanted["name"] for other in others.values()):
        raise ConflictingDomainExists(wanted["vpc"])
    self.namespaces = {}
    try:
        operation_id = original(self, **wanted)
        (namespace,) = self.namespaces.values()
    finally:
        self.namespaces = {**others, **self.namespaces}
    zone_id = namespace.dns_properties["HostedZoneId"].removeprefix("/hostedzone/")
    namespace.dns_properties["HostedZoneId"] = zone_id
    own_it(zones_of(self)[zone_id], wanted["name"])
    return operation_id


@replace(ServiceDiscoveryBackend)
def delete_namespace(original: Callable[..., str], self: ServiceDiscoveryBackend, namespace_id: str) -> str:
    """DeleteNamespace: with its hosted zone."""
    zone_id = (self.get_namespace(namespace_id).dns_properties or {}).get("HostedZoneId")
    operation_id = original(self, namespace_id)
    zones_of(self).pop(zone_id, None)
    return operation_id


@replace(ServiceDiscoveryBackend)
def register_instance(
    original: Callable[..., str],
    self: ServiceDiscoveryBackend,
    service_id: str,
    instance_id: str,
    *args: Any,
    **kwargs: Any,
) -> str:
    """RegisterInstance: in the place of the one with the same id."""
    service = self.get_service(service_id)
    service.instances = [one for one in service.instances if one.instance_id != instance_id]
    return original(self, service_id, instance_id, *args, **kwargs)
