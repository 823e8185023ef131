"""Step Functions: the check of a definition, and the versions of a state machine.

The provider asks for the one in each plan and for the others with each read; moto knows neither.
"""

import json
from collections.abc import Iterator
from typing import Any

from moto.stepfunctions.responses import StepFunctionResponse

from local.aws.extend import add


@add(StepFunctionResponse)
def validate_state_machine_definition(self: StepFunctionResponse) -> str:
    """ValidateStateMachineDefinition: JSON, whose states lead to states that there are."""
    problems = [
        {"severity": "ERROR", "code": code, "message": message}
        for code, message in problems_of(self._get_param("definition"))
    ]
    return json.dumps({"result": "FAIL" if problems else "OK", "diagnostics": problems, "truncated": False})


def problems_of(text: str) -> list[tuple[str, str]]:
    """What is wrong with a definition, by AWS's codes."""
    try:
        definition = json.loads(text)
    except ValueError as error:
        return [("INVALID_JSON_DESCRIPTION", str(error))]
    states = definition.get("States", {})
    leads = [definition.get("StartAt"), *(target for state in states.values() for target in targets_of(state))]
    return [("MISSING_TRANSITION_TARGET", f'Missing "Next" target: {name}') for name in leads if name not in states]


def targets_of(state: dict[str, Any]) -> Iterator[str]:
    """The states to which one may lead."""
    for holder in (state, *state.get("Catch", []), *state.get("Choices", [])):
        for key in ("Next", "Default"):
            if key in holder:
                yield holder[key]


@add(StepFunctionResponse)
def list_state_machine_versions(self: StepFunctionResponse) -> str:
    """ListStateMachineVersions: none is ever published here."""
    return json.dumps({"stateMachineVersions": []})
