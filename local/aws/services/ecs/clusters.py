"""ECS clusters: counters that stay right.

moto adds to and takes from a cluster's counters with every call and loses count over updates and deletions. On AWS
they are what is running now.
"""

from moto.ecs.models import EC2ContainerServiceBackend


def recount(backend: EC2ContainerServiceBackend, cluster_name: str) -> None:
    """Sets a cluster's counters to the sum over its services and its one-off tasks."""
    cluster = backend.clusters.get(cluster_name)
    if cluster is None:
        return
    services = [s for s in backend.services.values() if s.cluster_name == cluster_name and s.status == "ACTIVE"]
    tasks = list(backend.tasks.get(cluster_name, {}).values())
    for task in tasks:
        task.advance()
    cluster.running_tasks_count = sum(service.running_count for service in services)
    cluster.running_tasks_count += sum(task.last_status == "RUNNING" for task in tasks)
    cluster.pending_tasks_count = sum(service.pending_count for service in services)
    cluster.active_services_count = len(services)
