"""DMS subnet groups: they keep their subnets, can be changed, and ask for the role that DMS makes interfaces with.

moto forgets the subnets and shows one of its own, tags the group by its name instead of its ARN, and makes it in an
account that has no dms-vpc-role, where AWS refuses it.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.dms.exceptions import DmsClientError
from moto.dms.models import DatabaseMigrationServiceBackend, FakeReplicationSubnetGroup
from moto.dms.responses import DatabaseMigrationServiceResponse
from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends
from moto.utilities.utils import get_partition

from local.aws.extend import add, replace

ROLE = "dms-vpc-role"


def expect_role(backend: DatabaseMigrationServiceBackend) -> None:
    """AccessDeniedFault, unless the account has the role that DMS assumes by name."""
    partition = get_partition(backend.region_name)
    roles = iam_backends[backend.account_id][partition].roles.values()
    if ROLE not in {role.name for role in roles}:
        arn = f"arn:{partition}:iam::{backend.account_id}:role/{ROLE}"
        raise DmsClientError("AccessDeniedFault", f"The IAM Role {arn} is not configured properly.")


def place(self: DatabaseMigrationServiceResponse, group: FakeReplicationSubnetGroup, subnet_ids: list[str]) -> None:
    """Puts the group into these subnets, with the VPC that they are in."""
    ec2 = ec2_backends[self.current_account][self.region]
    group.gantry_subnets = [ec2.get_subnet(subnet_id) for subnet_id in subnet_ids]


@replace(DatabaseMigrationServiceResponse)
def create_replication_subnet_group(original: Callable[..., str], self: DatabaseMigrationServiceResponse) -> str:
    """CreateReplicationSubnetGroup: with the subnets that are sent, tagged by its ARN."""
    expect_role(self.dms_backend)
    original(self)
    name = self._get_param("ReplicationSubnetGroupIdentifier")
    group = self.dms_backend.replication_subnet_groups[name]
    place(self, group, self._get_param("SubnetIds"))
    arn = f"arn:{get_partition(self.region)}:dms:{self.region}:{self.current_account}:subgrp:{name}"
    self.dms_backend.tagger.tag_resource(arn, self._get_param("Tags") or [])
    return json.dumps({"ReplicationSubnetGroup": group.to_dict()})


@add(DatabaseMigrationServiceResponse)
def modify_replication_subnet_group(self: DatabaseMigrationServiceResponse) -> str:
    """ModifyReplicationSubnetGroup: subnets and description, effective at once."""
    group = self.dms_backend.replication_subnet_groups[self._get_param("ReplicationSubnetGroupIdentifier")]
    place(self, group, self._get_param("SubnetIds"))
    group.description = self._get_param("ReplicationSubnetGroupDescription") or group.description
    return json.dumps({"ReplicationSubnetGroup": group.to_dict()})


@replace(FakeReplicationSubnetGroup)
def to_dict(original: Callable[..., dict[str, Any]], self: FakeReplicationSubnetGroup) -> dict[str, Any]:
    """The group as it was made."""
    # moto answers the creation before we know which they are.
    subnets = getattr(self, "gantry_subnets", None)
    if subnets is None:
        return original(self)
    shown = [
        {
            "SubnetIdentifier": subnet.id,
            "SubnetAvailabilityZone": {"Name": subnet.availability_zone},
            "SubnetStatus": "Active",
        }
        for subnet in subnets
    ]
    return {**original(self), "VpcId": subnets[0].vpc_id, "Subnets": shown}
