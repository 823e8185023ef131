"""ElastiCache replication groups: member clusters exist, cluster mode follows, changes are applied at once.

The provider reads half of aws_elasticache_replication_group from its first member cluster (subnet and parameter group,
engine version, maintenance window...). moto names member clusters that it never creates, so nothing works. It also
takes cluster mode only from an explicit ClusterMode, whereas several node groups or a `cluster.on` parameter group
mean it on AWS, and has no ModifyReplicationGroup.
"""

import inspect
from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.exceptions import ReplicationGroupNotFound
from moto.elasticache.models import CacheCluster, ElastiCacheBackend, ReplicationGroup
from moto.elasticache.responses import ElastiCacheResponse

from local.aws.extend import add, is_true, replace

DEFAULT_ENGINE_VERSION = "7.1"

# ModifyReplicationGroup parameters that are stored as they are sent.
CHANGED_AS_SENT = {
    "ReplicationGroupDescription": "description",
    "CacheNodeType": "cache_node_type",
    "SnapshotWindow": "snapshot_window",
    "EngineVersion": "engine_version",
    "Engine": "engine",
    "CacheParameterGroupName": "cache_parameter_group_name",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "TransitEncryptionMode": "transit_encryption_mode",
    "NotificationTopicArn": "notification_topic_arn",
    "IpDiscovery": "ip_discovery",
    "SecurityGroupIds": "security_group_ids",
}


def full_version(version: str) -> str:
    """The version that members report: 7.1 is 7.1.0, 6.x is 6.2.6."""
    if version.endswith("x"):
        return "6.2.6"
    return version if version.count(".") > 1 else f"{version}.0"


def parameter_group_of(group: ReplicationGroup) -> str:
    """The group's own parameter group, or the default one of its engine and version."""
    if group.cache_parameter_group_name:
        return group.cache_parameter_group_name
    major = group.engine_version.split(".")[0]
    return f"default.{group.engine}{major}{'.cluster.on' if group.cluster_enabled else ''}"


def share_settings(group: ReplicationGroup, member: CacheCluster) -> None:
    """Gives a member cluster what it shares with its group."""
    member.engine, member.engine_version = group.engine, full_version(group.engine_version)
    member.cache_node_type = group.cache_node_type
    member.snapshot_window, member.snapshot_retention_limit = group.snapshot_window, group.snapshot_retention_limit
    member.preferred_maintenance_window = group.preferred_maintenance_window
    member.notification_topic_arn = group.notification_topic_arn
    member.notification_configuration = (
        {"TopicArn": group.notification_topic_arn, "TopicStatus": "active"} if group.notification_topic_arn else None
    )
    member.transit_encryption_enabled = group.transit_encryption_enabled
    member.at_rest_encryption_enabled = group.at_rest_encryption_enabled
    member.auto_minor_version_upgrade = group.auto_minor_version_upgrade
    member.cache_parameter_group = {
        "CacheParameterGroupName": parameter_group_of(group),
        "ParameterApplyStatus": "in-sync",
    }
    member.security_groups = [{"SecurityGroupId": i, "Status": "active"} for i in group.security_group_ids or []]
    member.log_delivery_configurations = group.log_delivery_configurations


def new_member(backend: ElastiCacheBackend, group: ReplicationGroup, cluster_id: str) -> None:
    """Creates one member cluster of a group."""
    settings: dict[str, Any] = dict.fromkeys(list(inspect.signature(CacheCluster.__init__).parameters)[1:])
    settings.update(
        account_id=backend.account_id,
        region_name=backend.region_name,
        cache_cluster_id=cluster_id,
        replication_group_id=group.replication_group_id,
        engine="redis",
        cache_subnet_group_name=group.cache_subnet_group_name,
        port=group.port,
        network_type=group.network_type,
        ip_discovery=group.ip_discovery,
    )
    member = CacheCluster(**settings)
    share_settings(group, member)
    backend.cache_clusters[cluster_id] = member


@replace(ReplicationGroup)
def __init__(original: Callable[..., None], self: ReplicationGroup, *args: Any, **kwargs: Any) -> None:
    """Cluster mode and the number of replicas follow from the request as on AWS; defaults and readers are filled in."""
    parameter_group = kwargs.get("cache_parameter_group_name") or ""
    shards = kwargs.get("num_node_groups") or len(kwargs.get("node_group_configuration") or []) or 1
    if not kwargs.get("cluster_mode") and (shards > 1 or "cluster.on" in parameter_group):
        kwargs["cluster_mode"] = "enabled"
    clusters = kwargs.get("num_cache_clusters") or 0
    if kwargs.get("cluster_mode") != "enabled" and clusters > 1 and not kwargs.get("replicas_per_node_group"):
        kwargs["replicas_per_node_group"] = clusters - 1
    original(self, *args, **kwargs)
    self.engine_version = self.engine_version or DEFAULT_ENGINE_VERSION
    self.preferred_maintenance_window = self.preferred_maintenance_window or "sun:05:00-sun:06:00"
    self.auto_minor_version_upgrade = str(self.auto_minor_version_upgrade).lower() != "false"
    if self.transit_encryption_enabled and not self.transit_encryption_mode:
        self.transit_encryption_mode = "required"
    for node_group in self.node_groups:
        if "reader_endpoint_address" in node_group:
            node_group["reader_endpoint"] = {"address": node_group["reader_endpoint_address"], "port": self.port}


@replace(ElastiCacheBackend)
def create_replication_group(original: Callable[..., Any], self: ElastiCacheBackend, **kwargs: Any) -> ReplicationGroup:
    """CreateReplicationGroup: with its member clusters."""
    group = original(self, **kwargs)
    for cluster_id in group.member_clusters:
        new_member(self, group, cluster_id)
    return group


@replace(ElastiCacheBackend)
def delete_replication_group(
    original: Callable[..., Any], self: ElastiCacheBackend, replication_group_id: str, *args: Any, **kwargs: Any
) -> ReplicationGroup:
    """DeleteReplicationGroup: gone at once, with its members; moto keeps it in `deleting` for ever."""
    members = list(self.describe_replication_groups(replication_group_id)[0].member_clusters)
    group = original(self, replication_group_id, *args, **kwargs)
    for cluster_id in members:
        self.cache_clusters.pop(cluster_id, None)
    del self.replication_groups[replication_group_id]
    return group


@add(ElastiCacheResponse)
def modify_replication_group(self: ElastiCacheResponse) -> ActionResult:
    """ModifyReplicationGroup: what is sent is changed at once, on the group and on its members."""
    backend, get = self.elasticache_backend, self._get_param
    group = backend.replication_groups.get(get("ReplicationGroupId"))
    if group is None:
        raise ReplicationGroupNotFound(get("ReplicationGroupId"))
    for parameter, attribute in CHANGED_AS_SENT.items():
        if get(parameter) is not None:
            setattr(group, attribute, get(parameter))
    for parameter, attribute in {
        "AutomaticFailoverEnabled": "automatic_failover",
        "MultiAZEnabled": "multi_az",
    }.items():
        if get(parameter) is not None:
            setattr(group, attribute, "enabled" if is_true(get(parameter)) else "disabled")
    for parameter, attribute in {
        "TransitEncryptionEnabled": "transit_encryption_enabled",
        "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    }.items():
        if get(parameter) is not None:
            setattr(group, attribute, is_true(get(parameter)))
    if get("SnapshotRetentionLimit") is not None:
        group.snapshot_retention_limit = int(get("SnapshotRetentionLimit"))
    if get("LogDeliveryConfigurations") is not None:
        group.log_delivery_configurations = group._get_log_delivery_configurations(get("LogDeliveryConfigurations"))
    removed = get("UserGroupIdsToRemove") or []
    group.user_group_ids = [i for i in group.user_group_ids if i not in removed] + (get("UserGroupIdsToAdd") or [])
    if get("AuthToken") is not None:
        group.auth_token_enabled = get("AuthTokenUpdateStrategy") != "DELETE"
    for cluster_id in group.member_clusters:
        share_settings(group, backend.cache_clusters[cluster_id])
    return ActionResult({"ReplicationGroup": group})
