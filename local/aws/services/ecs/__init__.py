"""Amazon ECS: deployments that end, tasks that run, instances that register, and faults on request."""

from local.aws.services.ecs import (
    account_settings,
    capacity_providers,
    clusters,
    container_instances,
    service_tasks,
    services,
    target_health,
    tasks,
)

__all__ = [
    "account_settings",
    "capacity_providers",
    "clusters",
    "container_instances",
    "service_tasks",
    "services",
    "target_health",
    "tasks",
]
