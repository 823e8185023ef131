"""RDS: instances that can be told apart, and settings that moto drops.

moto gives every instance the same DbiResourceId, by which the provider reads instances: it gets the wrong one. It
drops monitoring and Performance Insights, marks no parameter as set by the user (so parameter groups read as empty),
cannot reset parameters, loses a subnet group that is changed, and shows a scaling configuration for clusters that are
not serverless.
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random
from moto.rds.models import DBCluster, DBClusterParameterGroup, DBInstance, DBParameterGroup, RDSBackend
from moto.rds.responses import RDSResponse

from local.aws.extend import add, is_true, replace, replace_property, result_of

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
    """CreateDBInstanceReadReplica: a replica is an instance of its own; moto copies its source, resource id and all."""
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


def mark_as_user(original: Callable[..., Any], self: Any, parameters: list[dict[str, Any]]) -> Any:
    """ModifyDB(Cluster)ParameterGroup: parameters that were set have the source `user`."""
    return original(self, [{**parameter, "Source": "user"} for parameter in parameters])


replace(DBParameterGroup, "update_parameters")(mark_as_user)
replace(DBClusterParameterGroup, "update_cluster_parameters")(mark_as_user)


@replace(RDSBackend)
def modify_db_subnet_group(
    original: Callable[..., Any], self: RDSBackend, subnet_name: str, *args: Any, **kwargs: Any
) -> Any:
    """ModifyDBSubnetGroup: the group is still there afterwards; moto takes it out of its store."""
    group = original(self, subnet_name, *args, **kwargs)
    self.subnet_groups[subnet_name] = group
    return group


def reset_parameters(self: RDSResponse, groups: dict[str, Any], name_parameter: str) -> ActionResult:
    """Takes named parameters, or all, back to the family's defaults."""
    name = self.params.get(name_parameter)
    parameters = groups[name].parameters
    if is_true(self.params.get("ResetAllParameters")):
        parameters.clear()
    for parameter in self.params.get("Parameters", []) or []:
        parameters.pop(parameter["ParameterName"], None)
    return ActionResult({name_parameter: name})


@add(RDSResponse)
def reset_db_parameter_group(self: RDSResponse) -> ActionResult:
    """ResetDBParameterGroup."""
    return reset_parameters(self, self.backend.db_parameter_groups, "DBParameterGroupName")


@add(RDSResponse)
def reset_db_cluster_parameter_group(self: RDSResponse) -> ActionResult:
    """ResetDBClusterParameterGroup."""
    return reset_parameters(self, self.backend.db_cluster_parameter_groups, "DBClusterParameterGroupName")


@replace_property(DBCluster)
def scaling_configuration_info(self: DBCluster, shown: Any) -> Any:
    """DescribeDBClusters: only serverless v1 has a scaling configuration."""
    return shown if self.scaling_configuration else None
