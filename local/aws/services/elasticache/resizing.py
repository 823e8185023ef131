"""ElastiCache replicas: more or fewer of them per node group, which moto cannot change."""

import copy
import re

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
