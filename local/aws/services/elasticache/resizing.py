"""ElastiCache replicas and shards: more or fewer of them, which moto cannot change."""

import copy
import re
from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.exceptions import ReplicationGroupNotFound
from moto.elasticache.models import ElastiCacheBackend, ReplicationGroup
from moto.elasticache.responses import ElastiCacheResponse

from local.aws.extend import add
from local.aws.services.elasticache.replication_groups import new_member


def next_cluster_id(cluster_id: str) -> str:
    """web-001 is followed by web-002."""
    return re.sub(r"(\d+)$", lambda number: str(int(number[1]) + 1).zfill(3), cluster_id)


def resize(backend: ElastiCacheBackend, group: ReplicationGroup, nodes: int) -> None:
    """Adds or removes nodes at the end of each node group, until it has `nodes` of them."""
    for node_group in group.node_groups:
        members = node_group["node_group_members"]
        while len(members) > nodes:
            cluster_id = members.pop()["cache_cluster_id"]
            backend.cache_clusters.pop(cluster_id)
            group.member_clusters.remove(cluster_id)
        while len(members) < nodes:
            member = copy.deepcopy(members[-1])
            member["cache_cluster_id"] = next_cluster_id(member["cache_cluster_id"])
            if "current_role" in member:
                member["current_role"] = "replica"
            members.append(member)
            group.member_clusters.append(member["cache_cluster_id"])
            new_member(backend, group, member["cache_cluster_id"])


@add(ElastiCacheResponse, "increase_replica_count", "decrease_replica_count")
def change_replica_count(self: ElastiCacheResponse) -> ActionResult:
    """IncreaseReplicaCount, DecreaseReplicaCount."""
    backend, group_id = self.elasticache_backend, self._get_param("ReplicationGroupId")
    group = backend.replication_groups.get(group_id)
    if group is None:
        raise ReplicationGroupNotFound(group_id)
    resize(backend, group, int(self._get_param("NewReplicaCount")) + 1)
    return ActionResult({"ReplicationGroup": group})


def next_node_group(node_group: dict[str, Any]) -> dict[str, Any]:
    """The shard after this one, with as many nodes: group-0002-001 is followed by group-0003-001."""
    added = copy.deepcopy(node_group)
    old, new = node_group["node_group_id"], next_cluster_id(node_group["node_group_id"]).zfill(4)
    added["node_group_id"] = new
    for member in added["node_group_members"]:
        member["cache_node_id"] = new
        member["cache_cluster_id"] = re.sub(rf"-{old}-(\d+)$", rf"-{new}-\1", member["cache_cluster_id"])
    return added


@add(ElastiCacheResponse)
def modify_replication_group_shard_configuration(self: ElastiCacheResponse) -> ActionResult:
    """ModifyReplicationGroupShardConfiguration: shards come and go at the end; which slots they hold isn't told."""
    backend, group_id = self.elasticache_backend, self._get_param("ReplicationGroupId")
    group = backend.replication_groups.get(group_id)
    if group is None:
        raise ReplicationGroupNotFound(group_id)
    shards = int(self._get_param("NodeGroupCount"))
    while len(group.node_groups) > shards:
        for member in group.node_groups.pop()["node_group_members"]:
            backend.cache_clusters.pop(member["cache_cluster_id"])
            group.member_clusters.remove(member["cache_cluster_id"])
    while len(group.node_groups) < shards:
        group.node_groups.append(next_node_group(group.node_groups[-1]))
        for member in group.node_groups[-1]["node_group_members"]:
            group.member_clusters.append(member["cache_cluster_id"])
            new_member(backend, group, member["cache_cluster_id"])
    return ActionResult({"ReplicationGroup": group})
