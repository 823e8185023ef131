"""DMS replication tasks: ready once they are made, and changed while they stand still.

moto leaves them "creating" until they are started, cannot change one, and writes times as text, which the JSON protocol
has as numbers. No data move: a task that runs only says so.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from moto.dms.exceptions import InvalidResourceStateFault, ResourceNotFoundFault
from moto.dms.models import FakeReplicationTask
from moto.dms.responses import DatabaseMigrationServiceResponse

from local.aws.extend import add, replace

# Request parameter -> attribute.
CHANGED = {
    "CdcStartPosition": "cdc_start_position",
    "MigrationType": "migration_type",
    "ReplicationTaskSettings": "replication_task_settings",
    "TableMappings": "table_mappings",
}


@replace(FakeReplicationTask)
def to_dict(original: Callable[..., dict[str, Any]], self: FakeReplicationTask) -> dict[str, Any]:
    """DescribeReplicationTasks: who asks for it again finds it ready."""
    shown = with_numbers(original(self))
    if self.status == "creating":
        self.ready()
    return shown


def with_numbers(value: Any) -> Any:
    """The same with every date as seconds."""
    if not isinstance(value, dict):
        return value
    return {key: seconds(inner) if key.endswith("Date") else with_numbers(inner) for key, inner in value.items()}


def seconds(text: str | None) -> float | None:
    """A date in ISO 8601 as seconds."""
    return None if text is None else datetime.fromisoformat(text).timestamp()


@add(DatabaseMigrationServiceResponse)
def modify_replication_task(self: DatabaseMigrationServiceResponse) -> str:
    """ModifyReplicationTask: refused while it runs, as AWS refuses it."""
    task = self.dms_backend.replication_tasks.get(self._get_param("ReplicationTaskArn"))
    if task is None:
        raise ResourceNotFoundFault("Replication task could not be found.")
    if task.status == "running":
        raise InvalidResourceStateFault(f"Replication Task cannot be modified in its state {task.status}.")
    sent = json.loads(self.body)
    for parameter, attribute in CHANGED.items():
        if sent.get(parameter) is not None:
            setattr(task, attribute, sent[parameter])
    return json.dumps({"ReplicationTask": task.to_dict()})
