"""Amazon ECS: deployments that end, one-off tasks that run, and faults on request."""

from local.aws.services.ecs import clusters, services, tasks

__all__ = ["clusters", "services", "tasks"]
