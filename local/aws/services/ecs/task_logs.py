"""What containers with the `awslogs` driver write, so that a task leaves a log to read, as on AWS.

No container runs here. Each says when it starts and with which command, what a fault tells it to say, and how it ends.
"""

from collections.abc import Callable
from typing import Any

from moto.core.utils import unix_time_millis
from moto.ecs.models import Task, ecs_backends
from moto.logs.models import LogsBackend, logs_backends

from local.aws.extend import replace


def awslogs_of(definition: dict[str, Any]) -> dict[str, str]:
    """The options of a container's `awslogs` driver; none for another driver."""
    configuration = definition.get("logConfiguration") or {}
    return configuration.get("options") or {} if configuration.get("logDriver") == "awslogs" else {}


def stream_of(task: Task, definition: dict[str, Any]) -> tuple[LogsBackend, str, str]:
    """Where a container of a task logs: backend, group and stream, `prefix/container/task`."""
    options = awslogs_of(definition)
    backend = logs_backends[task._account_id][options.get("awslogs-region", task.region_name)]
    prefix = options.get("awslogs-stream-prefix", "")
    return backend, options["awslogs-group"], f"{prefix}/{definition['name']}/{task.id}"


def missing_group(task: Task, definitions: list[dict[str, Any]]) -> str | None:
    """The first log group that a container names and that does not exist; one that a container may create is made."""
    for definition in definitions:
        options = awslogs_of(definition)
        if not options:
            continue
        backend, group, _ = stream_of(task, definition)
        if options.get("awslogs-create-group") == "true":
            backend.ensure_log_group(group)
        if group not in backend.groups:
            return group
    return None


def write(task: Task, definition: dict[str, Any], *lines: str) -> None:
    """Appends lines to the log of one container of a task, if it has one."""
    if not awslogs_of(definition) or not lines:
        return
    backend, group, stream = stream_of(task, definition)
    if group not in backend.groups:
        return
    backend.ensure_log_stream(group, stream)
    now = int(unix_time_millis())
    backend.put_log_events(group, stream, [{"timestamp": now, "message": line} for line in lines])


@replace(LogsBackend, "get_log_events", "filter_log_events", "describe_log_streams")
def read(original: Callable[..., Any], self: LogsBackend, *args: Any, **kwargs: Any) -> Any:
    """GetLogEvents, FilterLogEvents, DescribeLogStreams: tasks have written what they have by now."""
    for tasks in ecs_backends[self.account_id][self.region_name].tasks.values():
        for task in tasks.values():
            task.advance()
    return original(self, *args, **kwargs)
