"""Deployments and tasks that fail on request, for tests of what a team sees on a bad day.

`POST /gantry/ecs` takes one of
  {"service": "web" | "cluster/web", "mode": "ok" | "stuck" | "fail" | "unexpected", "after": 2, "rollback": 60}
      stuck       new tasks never start, and ECS goes on trying
      fail        after `after` seconds the circuit breaker, where it is on, gives up; rolling back takes `rollback`
      unexpected  after `after` seconds the service has a status that no client expects
  {"task": "<family>" | "*", "exit_code": 3, "run": 1, "reason": "..."}   one-off tasks; run -1 means until StopTask
  {"clear": true}                                                          forgets all of them
Without any of these, an image whose tag starts with `broken` cannot be pulled: its deployment fails, its task too.
"""

import re
from dataclasses import asdict, dataclass, fields
from typing import Any

MODES = ("ok", "stuck", "fail", "unexpected")
BROKEN_IMAGE = re.compile(r":broken[\w.-]*$")


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
class TaskFault:
    """How one-off tasks of one task definition family end."""

    task: str
    exit_code: int = 0
    run: float = 1
    reason: str = "Essential container in task exited"


_services: dict[str, DeploymentFault] = {}
_tasks: dict[str, TaskFault] = {}


def clear() -> None:
    """Forgets all faults; a running deployment goes on to succeed."""
    _services.clear()
    _tasks.clear()


def show(_: dict[str, Any]) -> dict[str, Any]:
    """The faults that are set."""
    return {
        "services": {name: asdict(fault) for name, fault in _services.items()},
        "tasks": {name: asdict(fault) for name, fault in _tasks.items()},
    }


def change(wish: dict[str, Any]) -> dict[str, Any]:
    """Sets one fault or clears all. Raises ValueError when the wish is none of the three forms above."""
    if wish.get("clear"):
        clear()
        return show({})
    kind = DeploymentFault if "service" in wish else TaskFault if "task" in wish else None
    if kind is None:
        raise ValueError('give one of "service", "task" or "clear"')
    known = [field.name for field in fields(kind)]
    if unknown := sorted(set(wish) - set(known)):
        raise ValueError(f"unknown: {', '.join(unknown)}; known are {', '.join(known)}")
    fault = kind(**wish)
    if isinstance(fault, DeploymentFault):
        _services[fault.service] = fault
    else:
        _tasks[fault.task] = fault
    return show({})


def broken_image(task_definition: Any) -> str | None:
    """The first image of a task definition that cannot be pulled."""
    images = (container.get("image") or "" for container in task_definition.container_definitions)
    return next((image for image in images if BROKEN_IMAGE.search(image)), None)


def deployment_fault(cluster: str, service: str, task_definition: Any) -> DeploymentFault:
    """What deployments of a service do now: as asked for, else by its images. Mode `ok` means that nothing is wrong."""
    asked = _services.get(f"{cluster}/{service}") or _services.get(service)
    if asked:
        return asked
    return DeploymentFault(service, "fail" if broken_image(task_definition) else "ok")


def task_fault(family: str) -> TaskFault:
    """How a one-off task of a family ends; exit code 0 after a second unless asked otherwise."""
    return _tasks.get(family) or _tasks.get("*") or TaskFault(family)
