"""ECS clusters: counters that stay right.

moto adds to and takes from a cluster's counters with every call and loses count over updates and deletions. On AWS
they are what is running now.
"""

from collections.abc import Callable
from typing import Any

from moto.ecs.models import EC2ContainerServiceBackend

from local.aws.extend import replace
from local.aws.services.ecs.container_instances import sync


def recount(backend: EC2ContainerServiceBackend, cluster_name: str) -> None:
    """Sets a cluster's counters to what its services, its tasks and its instances are now."""
    cluster = backend.clusters.get(cluster_name)
    if cluster is None:
        return
    services = [s for s in backend.services.values() if s.cluster_name == cluster_name and s.status == "ACTIVE"]
    tasks = list(backend.tasks.get(cluster_name, {}).values())
    for task in tasks:
        task.advance()
    cluster.running_tasks_count = sum(task.last_status == "RUNNING" for task in tasks)
    cluster.pending_tasks_count = sum(task.last_status in ("PENDING", "PROVISIONING") for task in tasks)
    cluster.active_services_count = len(services)
    sync(backend, cluster_name)


@replace(EC2ContainerServiceBackend)
def describe_clusters(original: Callable[..., Any], self: EC2ContainerServiceBackend, *args: Any) -> Any:
    """DescribeClusters: counted now."""
    clusters, failures = original(self, *args)
    for cluster in clusters:
        recount(self, cluster.name)
    return clusters, failures
