"""ECS one-off tasks (RunTask): they start, run for a while and stop with an exit code, as migrations do.

moto needs container instances for anything but Fargate, fails on containers without `memory`, keeps every task
RUNNING, and reports exit code 0 from the start. Here a task goes PROVISIONING, PENDING, RUNNING, STOPPED by the clock,
a capacity provider is taken to have room, and the task's network interface goes away with the task.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2 import ec2_backends
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import Container, EC2ContainerServiceBackend, Task
from moto.ecs.responses import EC2ContainerServiceResponse

from local.aws.extend import replace, result_of
from local.aws.services.ecs.clusters import recount
from local.aws.services.ecs.faults import TaskFault, broken_image, task_fault

PENDING_AFTER = 0.3
RUNNING_AFTER = 0.6
KILLED = 137

# moto sets no DNS name in a VPC without DNS host names, and then RunTask fails on the missing attribute.
NetworkInterface.private_dns_name = ""


@dataclass
class Run:
    """One run of a task: when it began, how it is to end, and the image that cannot be pulled, if any."""

    began: float
    fault: TaskFault
    broken_image: str | None
    stopped: bool = False


def containers_of(task: Task, task_definition: Any) -> list[Container]:
    """One container per container definition; none has an exit code before it has stopped."""
    containers = []
    for definition in task_definition.container_definitions:
        container = Container(task_definition)
        for name in ("name", "image", "cpu", "memory", "environment", "command"):
            setattr(container, name, definition.get(name))
        container.task_arn, container.exitCode = task.task_arn, None
        containers.append(container)
    return containers


def stop(task: Task, code: str, reason: str, exit_code: int | None, container_reason: str | None = None) -> None:
    """Ends a run: containers get the exit code, the network interface is released."""
    task.run.stopped = True
    task.last_status, task.desired_status, task.stop_code, task.stopped_reason = "STOPPED", "STOPPED", code, reason
    task.stopping_at = task.stopped_at = task.execution_stopped_at = utcnow()
    for container in task.containers:
        container.exitCode, container.last_status, container.reason = exit_code, "STOPPED", container_reason
    ec2_backend = ec2_backends[task._account_id][task.region_name]
    for attachment in task.attachments:
        details = {detail["name"]: detail["value"] for detail in attachment["details"]}
        ec2_backend.enis.pop(details.get("networkInterfaceId"), None)
        attachment["status"] = "DELETED"


def progress(task: Task) -> None:
    """Brings a run to where the clock says it is: PROVISIONING, PENDING, RUNNING, then STOPPED."""
    run: Run | None = getattr(task, "run", None)
    if run is None or run.stopped:
        return
    age = time.monotonic() - run.began
    if age < RUNNING_AFTER:
        task.last_status = "PROVISIONING" if age < PENDING_AFTER else "PENDING"
    elif run.broken_image:
        reason = f"CannotPullContainerError: failed to resolve ref {run.broken_image}: not found"
        stop(task, "TaskFailedToStart", reason, None, "CannotPullContainerError")
    elif 0 <= run.fault.run < age - RUNNING_AFTER:
        stop(task, "EssentialContainerExited", run.fault.reason, run.fault.exit_code)
    else:
        task.last_status, task.started_at = "RUNNING", getattr(task, "started_at", None) or utcnow()
        for container in task.containers:
            container.last_status = "RUNNING"


# moto advances a task by the number of times that it is described.
Task.advance = progress
Task.last_status = property(lambda task: task._status, lambda task, status: setattr(task, "_status", status))


def needs_of(task_definition: Any) -> dict[str, Any]:
    """What a task takes of a container instance; a container without memory of its own counts as none."""
    definitions = task_definition.container_definitions
    ports = [
        port for definition in definitions for port in definition.get("portMappings") or [] if port.get("hostPort")
    ]
    return {
        "CPU": sum(int(definition.get("cpu") or 0) for definition in definitions),
        "MEMORY": sum(int(d.get("memory") or d.get("memoryReservation") or 0) for d in definitions),
        "PORTS": [port["hostPort"] for port in ports if (port.get("protocol") or "tcp") == "tcp"],
        "PORTS_UDP": [port["hostPort"] for port in ports if port.get("protocol") == "udp"],
    }


EC2ContainerServiceBackend._calculate_task_resource_requirements = staticmethod(needs_of)


def capacity_provider_of(self: EC2ContainerServiceResponse, cluster: Any) -> str | None:
    """The capacity provider a RunTask request leads to; a launch type rules out the cluster's default."""
    strategy = self._get_param("capacityProviderStrategy")
    if not strategy and not self._get_param("launchType"):
        strategy = cluster.default_capacity_provider_strategy
    return strategy[0].get("capacityProvider") if strategy else None


@replace(EC2ContainerServiceResponse)
def run_task(_: Callable[..., Any], self: EC2ContainerServiceResponse) -> ActionResult:
    """RunTask: on Fargate, on a capacity provider, or on the cluster's container instances."""
    backend, get = self.ecs_backend, self._get_param
    cluster = backend._get_cluster(get("cluster", "default"))
    provider, launch_type = capacity_provider_of(self, cluster), get("launchType")
    network = get("networkConfiguration")
    if network and network.get("awsvpcConfiguration"):
        network["awsvpcConfiguration"].setdefault("securityGroups", [])
    if not provider and launch_type != "FARGATE" and not backend.container_instances.get(cluster.name):
        raise InvalidParameterException("No Container Instances were found in your cluster.")
    tasks = backend.run_task(
        cluster.name,
        get("taskDefinition"),
        self._get_int_param("count", 1),
        get("overrides"),
        get("startedBy"),
        get("tags"),
        "FARGATE" if provider else launch_type,
        network,
        get("group"),
        get("platformVersion"),
    )
    task_definition = backend.describe_task_definition(get("taskDefinition"))
    for task in tasks:
        if provider:
            task.capacity_provider_name = provider
            task.launch_type = "FARGATE" if provider.startswith("FARGATE") else "EC2"
        task.containers = containers_of(task, task_definition)
        task.cpu, task.memory, task.version = task_definition.cpu, task_definition.memory, 1
        task.created_at, task.connectivity = utcnow(), "CONNECTED"
        task.enable_execute_command = get("enableExecuteCommand") is True
        task.run = Run(time.monotonic(), task_fault(task_definition.family), broken_image(task_definition))
        progress(task)
    recount(backend, cluster.name)
    return ActionResult({"tasks": tasks, "failures": []})


@replace(EC2ContainerServiceBackend)
def stop_task(
    original: Callable[..., Any], self: EC2ContainerServiceBackend, cluster: str, task: str, reason: str
) -> Task:
    """StopTask: containers are killed; a task that has stopped stays as it was; an unknown one is an error."""
    name, task_id = self._get_cluster(cluster).name, task.split("/")[-1]
    found = next((t for arn, t in self.tasks.get(name, {}).items() if arn.endswith(task_id)), None)
    if found is None:
        raise InvalidParameterException("The referenced task was not found.")
    if getattr(found, "run", None) is None:
        return original(self, cluster, task, reason)
    progress(found)
    if not found.run.stopped:
        stop(found, "UserInitiated", reason or "Task stopped by user", KILLED)
    recount(self, name)
    return found


@replace(EC2ContainerServiceResponse)
def start_task(original: Callable[..., Any], self: EC2ContainerServiceResponse) -> ActionResult:
    """StartTask: its containers, too, have no exit code before they stop."""
    response = original(self)
    for task in result_of(response, "tasks"):
        for container in task.containers:
            container.exitCode = None
    return response
