"""Databases and caches."""

from collections.abc import Iterator
from typing import Any

from moto.elasticache.models import elasticache_backends
from moto.rds.models import rds_backends

from local.aws.inventory.registry import lists
from local.aws.services.elasticache.parameter_groups import parameter_groups as cache_groups_of
from local.aws.services.elasticache.users import user_groups as user_groups_of

Items = Iterator[tuple[str, str]]


@lists("aws_db_instance", rds_backends)
def instances(rds: Any) -> Items:
    """Database instances that are not part of a cluster."""
    for instance in rds.databases.values():
        if instance.db_cluster_identifier is None:
            yield instance.dbi_resource_id, instance.db_instance_identifier


@lists("aws_rds_cluster_instance", rds_backends)
def cluster_instances(rds: Any) -> Items:
    """Instances of Aurora clusters."""
    for instance in rds.databases.values():
        if instance.db_cluster_identifier is not None:
            yield instance.db_instance_identifier, instance.db_instance_identifier


@lists("aws_rds_cluster", rds_backends)
def clusters(rds: Any) -> Items:
    """Aurora clusters."""
    return ((cluster.db_cluster_identifier, cluster.db_cluster_identifier) for cluster in rds.clusters.values())


@lists("aws_db_subnet_group", rds_backends)
def subnet_groups(rds: Any) -> Items:
    """Subnet groups of databases."""
    return ((name, name) for name in rds.subnet_groups)


@lists("aws_db_parameter_group", rds_backends)
def parameter_groups(rds: Any) -> Items:
    """Parameter groups of database instances, but not AWS's defaults."""
    return ((name, name) for name in rds.db_parameter_groups if not name.startswith("default."))


@lists("aws_rds_cluster_parameter_group", rds_backends)
def cluster_parameter_groups(rds: Any) -> Items:
    """Parameter groups of Aurora clusters, but not AWS's defaults."""
    return ((name, name) for name in rds.db_cluster_parameter_groups if not name.startswith("default."))


@lists("aws_db_snapshot", rds_backends)
def snapshots(rds: Any) -> Items:
    """Manual and final snapshots of instances, which outlive their instance."""
    for name, snapshot in rds.database_snapshots.items():
        if snapshot.snapshot_type == "manual":
            yield name, name


@lists("aws_elasticache_replication_group", elasticache_backends)
def replication_groups(cache: Any) -> Items:
    """Replication groups; their member clusters count as the group."""
    return ((name, name) for name in cache.replication_groups)


@lists("aws_elasticache_cluster", elasticache_backends)
def cache_clusters(cache: Any) -> Items:
    """Cache clusters that are not members of a replication group."""
    for name, cluster in cache.cache_clusters.items():
        if getattr(cluster, "replication_group_id", None) is None and cluster.cache_cluster_status != "deleting":
            yield name, name


@lists("aws_elasticache_subnet_group", elasticache_backends)
def cache_subnet_groups(cache: Any) -> Items:
    """Subnet groups of caches."""
    return ((name, name) for name in cache.cache_subnet_groups)


@lists("aws_elasticache_parameter_group", elasticache_backends)
def cache_parameter_groups(cache: Any) -> Items:
    """Parameter groups of caches."""
    return ((name, name) for name in cache_groups_of(cache))


@lists("aws_elasticache_user", elasticache_backends)
def cache_users(cache: Any) -> Items:
    """Users of caches, but not AWS's own."""
    return ((name, name) for name in cache.users if name != "default")


@lists("aws_elasticache_user_group", elasticache_backends)
def cache_user_groups(cache: Any) -> Items:
    """Groups of such users."""
    return ((name, name) for name in user_groups_of(cache))
