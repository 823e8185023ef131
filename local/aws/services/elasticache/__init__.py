"""Amazon ElastiCache: replication groups with member clusters, subnet groups, parameter groups, users."""

from local.aws.services.elasticache import parameter_groups, replication_groups, resizing, subnet_groups, users

__all__ = ["parameter_groups", "replication_groups", "resizing", "subnet_groups", "users"]
