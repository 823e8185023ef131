"""Deployments and tasks that fail on request, for tests of what a team sees on a bad day.

`POST /gantry/ecs` takes one of
  {"service": "web" | "cluster/web", "mode": "ok" | "stuck" | "fail" | "unexpected", "after": 2, "rollback": 60}
      stuck       new tasks never get healthy, and ECS goes on trying
      fail        after `after` seconds the circuit breaker, where it is on, gives up; rolling back takes `rollback`
      unexpected  after `after` seconds the service has a status that no client expects
  {"task": "<family>" | "*", ...} or {"image": "<end of an image reference>", ...}: tasks that RunTask starts, with
      run               seconds that they run, 1; -1 means until StopTask
      exit_code         of the container that ends the task, 0; null means that it never ran
      reason, stop_code "Essential container in task exited", EssentialContainerExited
      container_reason  none
      log               lines that it writes before it ends, none
  {"clear": true}       forgets all of them
Without any of these, an image says by its tag how its container ends, in deployments and in single tasks:
  broken…   exits with code 1
  missing…  cannot be pulled
"""

from dataclasses import asdict, dataclass, fields
from typing import Any

from local.aws.services.ecs.endings import Ending, ending_by_image

MODES = ("ok", "stuck", "fail", "unexpected")


@dataclass(frozen=True)
class DeploymentFault:
    """How deployments of one service go. Times are seconds since the deployment began."""

    service: str
    mode: str = "fail"
    after: float = 2
    rollback: float = 2

    def __post_init__(self) -> None:
        if self.mode not in MODES:
            raise ValueError(f'mode "{self.mode}" is unknown; modes are {", ".join(MODES)}')


@dataclass(frozen=True)
class TaskFault(Ending):
    """How one-off tasks of one task definition family, or of one image, end."""

    task: str | None = None
    image: str | None = None
    run: float = 1


_services: dict[str, DeploymentFault] = {}
_tasks: dict[str, TaskFault] = {}
_images: dict[str, TaskFault] = {}


def clear() -> None:
    """Forgets all faults; a running deployment goes on to succeed."""
    for faults in (_services, _tasks, _images):
        faults.clear()


def show(_: dict[str, Any]) -> dict[str, Any]:
    """The faults that are set."""
    kinds = {"services": _services, "tasks": _tasks, "images": _images}
    return {kind: {name: asdict(fault) for name, fault in faults.items()} for kind, faults in kinds.items()}


def change(wish: dict[str, Any]) -> dict[str, Any]:
    """Sets one fault or clears all. Raises ValueError when the wish is none of the forms above."""
    if wish.get("clear"):
        clear()
        return show({})
    named = [name for name in ("service", "task", "image") if name in wish]
    if len(named) != 1:
        raise ValueError('give one of "service", "task", "image" or "clear"')
    kind = DeploymentFault if named == ["service"] else TaskFault
    known = [field.name for field in fields(kind)]
    if unknown := sorted(set(wish) - set(known)):
        raise ValueError(f"unknown: {', '.join(unknown)}; known are {', '.join(known)}")
    faults: dict[str, Any] = {"service": _services, "task": _tasks, "image": _images}[named[0]]
    faults[wish[named[0]]] = kind(**wish)
    return show({})


def deployment_fault(cluster: str, service: str, task_definition: Any) -> DeploymentFault:
    """What deployments of a service do now: as asked for, else by its images. Mode `ok` means that nothing is wrong."""
    asked = _services.get(f"{cluster}/{service}") or _services.get(service)
    if asked:
        return asked
    return DeploymentFault(service, "fail" if ending_by_image(task_definition) else "ok")


def task_fault(task_definition: Any) -> TaskFault:
    """How a one-off task ends: as asked for, else by its images; exit code 0 after a second where nothing is wrong."""
    asked = _tasks.get(task_definition.family) or _tasks.get("*")
    for container in task_definition.container_definitions:
        for end, fault in _images.items():
            if (container.get("image") or "").endswith(end):
                asked = asked or fault
    if asked:
        return asked
    by_image = ending_by_image(task_definition)
    return TaskFault(**asdict(by_image)) if by_image else TaskFault()
