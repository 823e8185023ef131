"""StartExecution: a machine whose tasks all call AWS itself goes its way at once, and its history tells of it.

moto starts executions that never end and tells the same history of each. Machines that start tasks of ECS and wait for
them still do so here.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from moto.core.utils import utcnow
from moto.stepfunctions.models import Execution, StepFunctionBackend

from local.aws.extend import replace
from local.aws.services.step_functions.sdk_calls import PREFIX
from local.aws.services.step_functions.walk import Failed, TimedOut, Walk


@replace(StepFunctionBackend)
def start_execution(
    original: Callable[..., Execution], self: StepFunctionBackend, state_machine_arn: str, name: str, given: str
) -> Execution:
    """StartExecution: to its end, where it can go there."""
    execution = original(self, state_machine_arn, name, given)
    definition = json.loads(self.describe_state_machine(state_machine_arn).definition)
    resources = list(tasks_of(definition))
    if resources and all(resource.startswith(PREFIX) for resource in resources):
        finish(execution, Walk(definition, json.loads(given), self.account_id, self.region_name))
    return execution


@replace(Execution)
def get_execution_history(original: Callable[..., Any], self: Execution, role: str) -> list[dict[str, Any]]:
    """GetExecutionHistory: what was done."""
    return self.__dict__.get("events") or original(self, role)


def tasks_of(machine: dict[str, Any]) -> Iterator[str]:
    """What every task of a machine does, those of its branches, too."""
    for state in machine.get("States", {}).values():
        if state["Type"] == "Task":
            yield state["Resource"]
        for branch in state.get("Branches", []):
            yield from tasks_of(branch)


def finish(execution: Execution, walk: Walk) -> None:
    """Goes the way, and notes how it ended."""
    try:
        walk.run()
        execution.status, execution.output = "SUCCEEDED", "{}"
        walk.note("ExecutionSucceeded", len(walk.events), {"output": "{}"})
    except Failed as error:
        execution.status, execution.error, execution.cause = "FAILED", error.error, error.cause
        walk.note("ExecutionFailed", len(walk.events), {"error": error.error, "cause": error.cause})
    except TimedOut:
        execution.status = "TIMED_OUT"
        walk.note("ExecutionTimedOut", len(walk.events), {})
    execution.stop_date = utcnow()
    execution.events = walk.events
