"""Amazon ECS: deployments that end, one-off tasks that run, and faults on request."""

from local.aws.services.ecs import capacity_providers, clusters, services, tasks

__all__ = ["capacity_providers", "clusters", "services", "tasks"]
