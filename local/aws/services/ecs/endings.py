"""How a task's containers come to their end, as DescribeTasks tells it."""

import re
from dataclasses import dataclass, field
from typing import Any

STOP_CODES = (
    "EssentialContainerExited",
    "InfrastructureHealth",
    "ServiceSchedulerInitiated",
    "SpotInterruption",
    "TaskFailedToStart",
    "TerminationNotice",
    "UserInitiated",
)

ESSENTIAL_EXITED = "Essential container in task exited"

# An image reference ends with its tag, or with its digest after that.
BROKEN_IMAGE = re.compile(r":broken[\w.-]*(@sha256:\w+)?$")
MISSING_IMAGE = re.compile(r":missing[\w.-]*(@sha256:\w+)?$")


@dataclass(frozen=True)
class Ending:
    """The end of one task. `exit_code` None means that the container never ran."""

    exit_code: int | None = 0
    stop_code: str = "EssentialContainerExited"
    reason: str = ESSENTIAL_EXITED
    container_reason: str | None = None
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.stop_code not in STOP_CODES:
            raise ValueError(f'stop_code "{self.stop_code}" is unknown; stop codes are {", ".join(STOP_CODES)}')

    @property
    def prevents_start(self) -> bool:
        """Whether the task stops before its containers run."""
        return self.stop_code == "TaskFailedToStart"


def not_started(reason: str) -> Ending:
    """A task that ECS could not start."""
    return Ending(None, "TaskFailedToStart", reason, reason)


def first_image(task_definition: Any, pattern: re.Pattern[str]) -> str | None:
    """The first image of a task definition that matches."""
    images = (container.get("image") or "" for container in task_definition.container_definitions)
    return next((image for image in images if pattern.search(image)), None)


def ending_by_image(task_definition: Any) -> Ending | None:
    """What the tags of the images say: `missing…` cannot be pulled, `broken…` exits with 1; None for any other."""
    if missing := first_image(task_definition, MISSING_IMAGE):
        text = "pull image manifest has been retried 1 time(s): failed to resolve ref"
        return not_started(f"CannotPullContainerError: {text} {missing}: not found")
    if broken := first_image(task_definition, BROKEN_IMAGE):
        return Ending(1, log=[f'Error: {broken} fails, as every image whose tag begins with "broken"'])
    return None


def culprit(task_definition: Any, image: str | None = None) -> str:
    """The container whose end ends the task: the one of that image or of a bad one, else the first essential one."""
    definitions = task_definition.container_definitions
    for definition in definitions:
        reference = definition.get("image") or ""
        if image is not None and reference.endswith(image):
            return definition["name"]
        if image is None and (MISSING_IMAGE.search(reference) or BROKEN_IMAGE.search(reference)):
            return definition["name"]
    essential = (definition for definition in definitions if definition.get("essential") is not False)
    return next(essential, definitions[0])["name"]
