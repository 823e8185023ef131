"""ECS tasks: RunTask as migrations and schedules use it, StopTask, and who asks for tasks.

moto needs container instances for anything but Fargate, and fails on containers without `memory`. Here a capacity
provider is taken to have room, and a launch type that has none says so as AWS does.
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend, Task
from moto.ecs.responses import EC2ContainerServiceResponse

from local.aws.extend import replace, result_of
from local.aws.services.ecs.clusters import recount
from local.aws.services.ecs.container_instances import sync
from local.aws.services.ecs.deployments import advance
from local.aws.services.ecs.endings import Ending, culprit
from local.aws.services.ecs.faults import task_fault
from local.aws.services.ecs.service_tasks import all_tasks, reconcile
from local.aws.services.ecs.task_life import begin, progress, stop

KILLED = 137

# moto sets no DNS name in a VPC without DNS host names, and then RunTask fails on the missing attribute.
NetworkInterface.private_dns_name = ""


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
    if not provider and launch_type != "FARGATE" and not sync(backend, cluster.name):
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
    fault = task_fault(task_definition)
    for task in tasks:
        if provider:
            task.capacity_provider_name = provider
            task.launch_type = "FARGATE" if provider.startswith("FARGATE") else "EC2"
        task.enable_execute_command = get("enableExecuteCommand") is True
        begin(task, task_definition, fault.run, fault, fault.image)
    recount(backend, cluster.name)
    return ActionResult({"tasks": tasks, "failures": [] if tasks else no_room(backend, cluster.name)})


def no_room(backend: EC2ContainerServiceBackend, cluster_name: str) -> list[dict[str, str]]:
    """Why RunTask placed nothing: no instance has what the task needs."""
    instances = backend.container_instances[cluster_name].values()
    return [{"arn": instance.container_instance_arn, "reason": "RESOURCE:MEMORY"} for instance in instances]


@replace(EC2ContainerServiceBackend)
def stop_task(
    original: Callable[..., Any], self: EC2ContainerServiceBackend, cluster: str, task: str, reason: str
) -> Task:
    """StopTask: containers are killed; a task that has stopped stays as it was; an unknown one is an error."""
    name, task_id = self._get_cluster(cluster).name, task.split("/")[-1]
    found = next((t for arn, t in self.tasks.get(name, {}).items() if arn.endswith(task_id)), None)
    if found is None:
        raise InvalidParameterException("The referenced task was not found.")
    if getattr(found, "made_of", None) is None:
        return original(self, cluster, task, reason)
    progress(found)
    if found.last_status != "STOPPED":
        stop(found, Ending(KILLED, "UserInitiated", reason or "Task stopped by user"), culprit(found.made_of))
    for service in self.services.values():
        if found in all_tasks(self, service):
            reconcile(self, service)
    recount(self, name)
    return found


def tasks_now(backend: EC2ContainerServiceBackend, cluster_name: str) -> list[Task]:
    """All tasks of a cluster, services' too, where the clock says they are."""
    for service in backend.services.values():
        if service.cluster_name == cluster_name:
            advance(backend, service)
    tasks = list(backend.tasks.get(cluster_name, {}).values())
    for task in tasks:
        task.advance()
    return tasks


@replace(EC2ContainerServiceResponse)
def list_tasks(_: Callable[..., Any], self: EC2ContainerServiceResponse) -> ActionResult:
    """ListTasks: by service, too; without a desired status those that are to run."""
    backend, get = self.ecs_backend, self._get_param
    wanted: dict[str, Callable[[Task], Any]] = {
        "containerInstance": lambda task: (task.container_instance_arn or "").split("/")[-1],
        "family": lambda task: task.task_definition_arn.split("/")[-1].split(":")[0],
        "launchType": lambda task: task.launch_type,
        "serviceName": lambda task: task.group.removeprefix("service:") if task.group.startswith("service:") else None,
        "startedBy": lambda task: task.started_by,
    }
    tasks = tasks_now(backend, backend._get_cluster(get("cluster", "default")).name)
    tasks = [task for task in tasks if task.desired_status == (get("desiredStatus") or "RUNNING")]
    for name, of in wanted.items():
        if get(name):
            tasks = [task for task in tasks if of(task) == get(name).split("/")[-1]]
    return ActionResult({"taskArns": [task.task_arn for task in tasks]})


@replace(EC2ContainerServiceBackend)
def describe_tasks(
    original: Callable[..., list[Task]], self: EC2ContainerServiceBackend, cluster: str, tasks: list[str]
) -> list[Task]:
    """DescribeTasks: in their own cluster alone."""
    here = tasks_now(self, self._get_cluster(cluster).name)
    return [task for task in original(self, cluster, tasks) if task in here]


@replace(EC2ContainerServiceResponse)
def start_task(original: Callable[..., Any], self: EC2ContainerServiceResponse) -> ActionResult:
    """StartTask: its containers, too, have no exit code before they stop."""
    response = original(self)
    for task in result_of(response, "tasks"):
        for container in task.containers:
            container.exitCode = None
    return response
