"""The life of an ECS task: PROVISIONING, PENDING, RUNNING, STOPPED by the clock, as a one-off task has it.

moto advances a task by the number of times that it is described, keeps it RUNNING, and reports exit code 0 from the
start. Here a task moves whenever somebody looks, and its network interface goes away with it.
"""

import time
from dataclasses import dataclass
from typing import Any

from moto.core.utils import utcnow
from moto.ec2 import ec2_backends
from moto.ecs.models import Container, Task

from local.aws.services.ecs.endings import Ending, culprit, not_started
from local.aws.services.ecs.task_logs import missing_group, write

PENDING_AFTER = 0.3
RUNNING_AFTER = 0.6


@dataclass
class Run:
    """One run of a task: since when (monotonic), for how many seconds (-1: until StopTask), and to which end."""

    began: float
    seconds: float
    ending: Ending
    culprit: str

    @property
    def age(self) -> float:
        """Seconds since the task was asked for."""
        return time.monotonic() - self.began


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


def command_of(task: Task, definition: dict[str, Any]) -> str:
    """The command that a container runs: the one that RunTask overrides it with, else its definition's."""
    overrides = (task.overrides or {}).get("containerOverrides") or []
    override = next((one for one in overrides if one.get("name") == definition["name"]), {})
    return " ".join(override.get("command") or definition.get("command") or ["the image's own command"])


def start(task: Task) -> None:
    """Brings a task to RUNNING; its containers log what they run."""
    task.last_status, task.started_at = "RUNNING", utcnow()
    for container in task.containers:
        container.last_status = "RUNNING"
    for definition in task.made_of.container_definitions:
        image, command = definition.get("image"), command_of(task, definition)
        write(task, definition, f"{definition['name']} of {image} runs: {command}")


def stop(task: Task, ending: Ending, culprit: str) -> None:
    """Ends a task. The container at fault gets the exit code, the others 0; the network interface is released."""
    ran = task.last_status == "RUNNING"
    task.last_status = task.desired_status = "STOPPED"
    task.stop_code, task.stopped_reason = ending.stop_code, ending.reason
    task.stopping_at = task.stopped_at = task.execution_stopped_at = utcnow()
    for container in task.containers:
        container.last_status = "STOPPED"
        container.exitCode = ending.exit_code if container.name == culprit or not ran else 0
        container.reason = ending.container_reason if container.name == culprit else None
    ec2_backend = ec2_backends[task._account_id][task.region_name]
    for attachment in task.attachments:
        details = {detail["name"]: detail["value"] for detail in attachment["details"]}
        ec2_backend.enis.pop(details.get("networkInterfaceId"), None)
        attachment["status"] = "DELETED"


def end(task: Task, ending: Ending, culprit: str) -> None:
    """Ends a task that has run; the container at fault logs why."""
    for definition in task.made_of.container_definitions:
        is_culprit = definition["name"] == culprit
        code, said = (ending.exit_code, ending.log) if is_culprit else (0, [])
        write(task, definition, *said, f"{definition['name']} exits with code {code}")
    stop(task, ending, culprit)


def progress(task: Task) -> None:
    """Brings a run to where the clock says it is."""
    run: Run | None = getattr(task, "run", None)
    if run is None or task.last_status == "STOPPED":
        return
    if run.age < RUNNING_AFTER:
        task.last_status = "PROVISIONING" if run.age < PENDING_AFTER else "PENDING"
        return
    if task.last_status != "RUNNING":
        group = missing_group(task, task.made_of.container_definitions)
        if group is not None:
            run.ending = not_started(
                "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: "
                f"failed to create Cloudwatch log stream: ResourceNotFoundException: log group {group} does not exist"
            )
        if run.ending.prevents_start:
            return stop(task, run.ending, run.culprit)
        start(task)
    if 0 <= run.seconds < run.age - RUNNING_AFTER:
        end(task, run.ending, run.culprit)


def begin(task: Task, task_definition: Any, seconds: float, ending: Ending, image: str | None) -> None:
    """Puts a task that RunTask has placed at the start of its life."""
    task.made_of, task.containers = task_definition, containers_of(task, task_definition)
    task.cpu, task.memory, task.version = task_definition.cpu, task_definition.memory, 1
    task.created_at, task.connectivity = utcnow(), "CONNECTED"
    task.run = Run(time.monotonic(), seconds, ending, culprit(task_definition, image))
    progress(task)


Task.advance = progress
Task.last_status = property(lambda task: task._status, lambda task, status: setattr(task, "_status", status))
