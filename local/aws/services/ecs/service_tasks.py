"""The tasks of ECS services: as many as the service's deployments count, each with an id that it keeps.

moto starts none, so that ListTasks of a service is empty whatever it runs. Here a service's tasks are made to follow
the counts of its deployments; those of a failed deployment are kept as stopped, with the reason.
"""

from types import SimpleNamespace
from typing import Any

from moto.core.utils import utcnow
from moto.ec2 import ec2_backends
from moto.ecs.models import EC2ContainerServiceBackend, Service, Task
from moto.moto_api._internal import mock_random

from local.aws.services.ecs.container_instances import needs_of, sync
from local.aws.services.ecs.endings import Ending, culprit, ending_by_image
from local.aws.services.ecs.task_life import containers_of, end, start, stop

# AWS shows stopped tasks for an hour; of a service that fails again and again, the last are enough.
STOPPED_KEPT = 10

# AWS reserves the first four addresses of a subnet and the last.
RESERVED_ADDRESSES = 4

SIGTERM = 143


def all_tasks(backend: EC2ContainerServiceBackend, service: Service) -> list[Task]:
    """Every task of a service, those that have stopped included, the oldest first."""
    tasks = backend.tasks.get(service.cluster_name, {}).values()
    return [task for task in tasks if task.group == f"service:{service.name}"]


def live_tasks(backend: EC2ContainerServiceBackend, service: Service) -> list[Task]:
    """The tasks that a service keeps running."""
    return [task for task in all_tasks(backend, service) if task.last_status != "STOPPED"]


def provider_of(service: Service) -> str | None:
    """The capacity provider that takes most of a service's tasks; None for a launch type."""
    strategy = getattr(service, "capacity_provider_strategy", None) or []
    heaviest = max(strategy, key=lambda one: (one.get("weight") or 0, one.get("base") or 0), default=None)
    return heaviest["capacityProvider"] if heaviest else None


def is_on_ec2(service: Service) -> bool:
    """Whether a service's tasks run on container instances."""
    provider = provider_of(service)
    return not provider.startswith("FARGATE") if provider else service.launch_type != "FARGATE"


def instance_for(backend: EC2ContainerServiceBackend, service: Service) -> Any | None:
    """The container instance with the fewest tasks of a service; None on Fargate, or where there is no instance."""
    if not is_on_ec2(service):
        return None
    taken = [task.container_instance_arn for task in live_tasks(backend, service)]
    instances = sync(backend, service.cluster_name)
    return min(instances, key=lambda one: taken.count(one.container_instance_arn), default=None)


def interface_of(backend: EC2ContainerServiceBackend, service: Service, number: int) -> dict[str, Any] | None:
    """An interface in one of the service's subnets, in turn, that only the task knows of; None without awsvpc."""
    configuration = (service.network_configuration or {}).get("awsvpcConfiguration")
    if not configuration:
        return None
    subnets = configuration["subnets"]
    subnet = ec2_backends[backend.account_id][backend.region_name].get_subnet(subnets[number % len(subnets)])
    usable = subnet.cidr.num_addresses - RESERVED_ADDRESSES - 1
    details = {
        "subnetId": subnet.id,
        "networkInterfaceId": f"eni-{mock_random.get_random_hex(17)}",
        "privateIPv4Address": str(subnet.cidr[RESERVED_ADDRESSES + mock_random.randint(0, usable - 1)]),
    }
    return {
        "id": str(mock_random.uuid4()),
        "type": "ElasticNetworkInterface",
        "status": "ATTACHED",
        "details": [{"name": name, "value": value} for name, value in details.items()],
    }


def place(backend: EC2ContainerServiceBackend, service: Service, deployment: dict[str, Any]) -> Task:
    """Another task of a deployment, PENDING."""
    task_definition = backend.describe_task_definition(deployment["taskDefinition"])
    instance, number = instance_for(backend, service), len(live_tasks(backend, service))
    task = Task(
        cluster=backend.clusters[service.cluster_name],
        # Without its network mode, or moto would make an interface that stands in the way of its subnet's deletion.
        task_definition=SimpleNamespace(arn=task_definition.arn, network_mode=None, container_definitions=[{}]),
        container_instance_arn=instance.container_instance_arn if instance else None,
        resource_requirements=needs_of(task_definition),
        backend=backend,
        group=f"service:{service.name}",
        launch_type="EC2" if is_on_ec2(service) else "FARGATE",
        started_by=deployment["id"],
        tags=list(service.tags or []) if service.propagate_tags == "SERVICE" else [],
        platform_version=service.platform_version,
    )
    interface = interface_of(backend, service, number) if task_definition.network_mode == "awsvpc" else None
    task.attachments = [interface] if interface else []
    task.made_of, task.containers = task_definition, containers_of(task, task_definition)
    task.cpu, task.memory, task.version = task_definition.cpu, task_definition.memory, 1
    task.capacity_provider_name, task.created_at = provider_of(service), utcnow()
    task.enable_execute_command = getattr(service, "enable_execute_command", None) is True
    task.last_status, task.has_failed = "PENDING", False
    backend.tasks.setdefault(service.cluster_name, {})[task.task_arn] = task
    return task


def failure_of(service: Service, task_definition: Any) -> Ending:
    """Why a task of a failing deployment stops: its image, or a health check that it does not pass."""
    if by_image := ending_by_image(task_definition):
        return by_image
    for balancer in service.load_balancers or []:
        where = f"(target-group {balancer.get('targetGroupArn')})"
        return Ending(SIGTERM, "ServiceSchedulerInitiated", f"Task failed ELB health checks in {where}")
    if any(definition.get("healthCheck") for definition in task_definition.container_definitions):
        return Ending(SIGTERM, "ServiceSchedulerInitiated", "Task failed container health checks")
    return Ending(1)


def fail(service: Service, task: Task) -> None:
    """Ends a task that started, or could not, and has failed."""
    task.has_failed = True
    ending, container = failure_of(service, task.made_of), culprit(task.made_of)
    if ending.prevents_start:
        return stop(task, ending, container)
    start(task)
    end(task, ending, container)


def leave(task: Task, reason: str) -> None:
    """ECS takes a task away in good order; one that has not started yet leaves no trace."""
    if task.last_status == "PENDING":
        del task._backend.tasks[task.cluster_name][task.task_arn]
    stop(task, Ending(0, "ServiceSchedulerInitiated", reason), culprit(task.made_of))


def follow(backend: EC2ContainerServiceBackend, service: Service, deployment: dict[str, Any]) -> None:
    """Fails, starts and stops tasks until a deployment has as many of each as it counts."""
    mine = [task for task in all_tasks(backend, service) if task.started_by == deployment["id"]]
    tasks = [task for task in mine if task.last_status != "STOPPED"]
    pending = [task for task in tasks if task.last_status == "PENDING"]
    for _ in range(sum(task.has_failed for task in mine), min(deployment["failedTasks"], STOPPED_KEPT)):
        failing = pending.pop() if pending else place(backend, service, deployment)
        fail(service, failing)
    tasks = [task for task in tasks if task.last_status != "STOPPED"]
    wanted = deployment["runningCount"] + deployment["pendingCount"]
    while len(tasks) < wanted:
        tasks.append(place(backend, service, deployment))
    for task in tasks[wanted:]:
        leave(task, f"Scaling activity initiated by (deployment {deployment['id']})")
    for task in tasks[: deployment["runningCount"]]:
        if task.last_status != "RUNNING":
            start(task)


def reconcile(backend: EC2ContainerServiceBackend, service: Service) -> None:
    """Makes a service's tasks follow its deployments. A rollback keeps the tasks of the revision that it restores."""
    instances = {instance.container_instance_arn for instance in sync(backend, service.cluster_name)}
    current = {deployment["id"]: deployment for deployment in service.deployments}
    primary = service.deployments[0] if service.deployments else None
    for task in live_tasks(backend, service):
        if task.container_instance_arn and task.container_instance_arn not in instances:
            leave(task, "Host EC2 instance terminated.")
        elif task.started_by in current:
            continue
        elif primary and service.rollout.is_rollback and task.task_definition_arn == primary["taskDefinition"]:
            task.started_by = primary["id"]
        else:
            leave(task, f"Scaling activity initiated by (deployment {task.started_by})")
    for deployment in service.deployments:
        follow(backend, service, deployment)
    forget(backend, service)


def forget(backend: EC2ContainerServiceBackend, service: Service) -> None:
    """Drops all but the last stopped tasks of a service."""
    stopped = [task for task in all_tasks(backend, service) if task.last_status == "STOPPED"]
    for task in stopped[:-STOPPED_KEPT]:
        del backend.tasks[service.cluster_name][task.task_arn]
