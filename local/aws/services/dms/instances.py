"""DMS replication instances: changed in place; what nobody chose, AWS has chosen.

moto cannot change one, shows neither a version nor a zone nor a maintenance window, and writes times as text, which the
JSON protocol has as numbers.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.dms.exceptions import ResourceNotFoundFault
from moto.dms.models import FakeReplicationInstance
from moto.dms.responses import DatabaseMigrationServiceResponse

from local.aws.extend import add, replace

# What AWS gives an instance today of which no version is said.
VERSION = "3.5.4"
WINDOW = "sun:04:00-sun:04:30"

# Request parameter -> attribute.
CHANGED = {
    "AllocatedStorage": "allocated_storage",
    "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    "EngineVersion": "engine_version",
    "MultiAZ": "multi_az",
    "NetworkType": "network_type",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "ReplicationInstanceClass": "replication_instance_class",
}


@replace(FakeReplicationInstance)
def __init__(original: Callable[..., None], self: FakeReplicationInstance, *args: Any, **kwargs: Any) -> None:
    """CreateReplicationInstance: what isn't sent is chosen."""
    original(self, *args, **kwargs)
    self.engine_version = self.engine_version or VERSION
    self.availability_zone = self.availability_zone or f"{self.region}a"
    self.preferred_maintenance_window = self.preferred_maintenance_window or WINDOW
    self.network_type = self.network_type or "IPV4"


@replace(FakeReplicationInstance)
def to_dict(original: Callable[..., dict[str, Any]], self: FakeReplicationInstance) -> dict[str, Any]:
    """DescribeReplicationInstances: with the time as a number."""
    return {**original(self), "InstanceCreateTime": self.creation_date.timestamp()}


@add(DatabaseMigrationServiceResponse)
def modify_replication_instance(self: DatabaseMigrationServiceResponse) -> str:
    """ModifyReplicationInstance: what is sent, effective at once."""
    instance = self.dms_backend.replication_instances.get(self._get_param("ReplicationInstanceArn"))
    if instance is None:
        raise ResourceNotFoundFault("Replication instance could not be found.")
    sent = json.loads(self.body)
    for parameter, attribute in CHANGED.items():
        if sent.get(parameter) is not None:
            setattr(instance, attribute, sent[parameter])
    if sent.get("VpcSecurityGroupIds") is not None:
        instance.vpc_security_groups = [
            {"VpcSecurityGroupId": group, "Status": "active"} for group in sent["VpcSecurityGroupIds"]
        ]
    return json.dumps({"ReplicationInstance": instance.to_dict()})
