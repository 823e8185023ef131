"""Amazon EC2 Auto Scaling: the groups behind EC2-backed ECS clusters."""

from local.aws.services.autoscaling import groups, instance_refresh, lifecycle_hooks, mixed_instances, policies

__all__ = ["groups", "instance_refresh", "lifecycle_hooks", "mixed_instances", "policies"]
