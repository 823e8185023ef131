"""RDS instances: they can be told apart, and keep their settings.

moto gives every instance the same DbiResourceId, by which the provider reads instances: it gets the wrong one. It drops
monitoring and Performance Insights, and makes a read replica a copy of its source, resource id and all.
"""

from collections.abc import Callable
from typing import Any

from moto.moto_api._internal import mock_random
from moto.rds.models import DBInstance, RDSBackend
from moto.rds.responses import RDSResponse

from local.aws.extend import replace, result_of

# Request parameter -> attribute under which an answer is looked up.
DROPPED = {
    "MonitoringInterval": "monitoring_interval",
    "MonitoringRoleArn": "monitoring_role_arn",
    "EnablePerformanceInsights": "performance_insights_enabled",
    "PerformanceInsightsKMSKeyId": "performance_insights_kms_key_id",
    "PerformanceInsightsRetentionPeriod": "performance_insights_retention_period",
    "DatabaseInsightsMode": "database_insights_mode",
    "DedicatedLogVolume": "dedicated_log_volume",
    "NetworkType": "network_type",
}


def resource_id() -> str:
    """A DbiResourceId, unique in the world."""
    return "db-" + mock_random.get_random_string(length=26, include_digits=True).upper()


@replace(DBInstance)
def __init__(original: Callable[..., None], self: DBInstance, *args: Any, **kwargs: Any) -> None:
    """Every instance has a resource id of its own."""
    original(self, *args, **kwargs)
    self.dbi_resource_id = resource_id()


def keep_settings(original: Callable[..., Any], self: RDSResponse) -> Any:
    """CreateDBInstance, ModifyDBInstance: keep what moto drops."""
    response = original(self)
    instance = result_of(response, "DBInstance")
    for parameter, attribute in DROPPED.items():
        value = self.params.get(parameter)
        if value is not None:
            setattr(instance, attribute, value)
    return response


replace(RDSResponse, "create_db_instance", "modify_db_instance")(keep_settings)


@replace(RDSBackend)
def create_db_instance_read_replica(
    original: Callable[..., DBInstance], self: RDSBackend, db_kwargs: dict[str, Any]
) -> DBInstance:
    """CreateDBInstanceReadReplica: a replica is an instance of its own."""
    replica = original(self, db_kwargs)
    replica.dbi_resource_id = resource_id()
    replica.enabled_cloudwatch_logs_exports = list(db_kwargs.get("enable_cloudwatch_logs_exports") or [])
    replica.max_allocated_storage = db_kwargs.get("max_allocated_storage") or replica.allocated_storage
    replica.multi_az = bool(db_kwargs.get("multi_az"))
    replica.deletion_protection = bool(db_kwargs.get("deletion_protection"))
    replica.backup_retention_period = db_kwargs.get("backup_retention_period") or 0
    for parameter, attribute in DROPPED.items():
        setattr(replica, attribute, db_kwargs.get(parameter))
    return replica
