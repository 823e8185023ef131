"""One execution, from state to state, and the history that AWS would tell of it.

Waiting takes no time: the clock by which a machine waits, tries again and is timed out is its own.
"""

from typing import Any

from moto.core.utils import utcnow

from local.aws.services.step_functions.expressions import QueryError, Variables, evaluate
from local.aws.services.step_functions.sdk_calls import TaskFailed, call


class Failed(Exception):
    """An execution, or a branch of one, ended in failure."""

    def __init__(self, error: str, cause: str) -> None:
        super().__init__(error)
        self.error, self.cause = error, cause


class TimedOut(Exception):
    """The time of the whole machine is over."""


class Walk:
    """One way through a machine."""

    def __init__(self, definition: dict[str, Any], given: Any, account: str, region: str) -> None:
        self.definition, self.given, self.place = definition, given, (account, region)
        self.limit = definition.get("TimeoutSeconds", float("inf"))
        self.events: list[dict[str, Any]] = []

    def run(self) -> None:
        """Goes all the way. Raises Failed or TimedOut where that is its end."""
        self.note("ExecutionStarted", 0)
        self.go(self.definition, {}, (1, 0.0))

    def note(self, kind: str, previous: int, details: dict[str, Any] | None = None, of: str = "") -> int:
        """One more event; the details' name is `of` or the event's own."""
        number = len(self.events) + 1
        event = {"timestamp": utcnow(), "type": kind, "id": number, "previousEventId": previous}
        if details is not None:
            event[f"{of or kind[0].lower() + kind[1:]}EventDetails"] = details
        self.events.append(event)
        return number

    def go(self, machine: dict[str, Any], outer: Variables, at: tuple[int, float]) -> tuple[int, float]:
        """Through a machine or a branch, from an event at a time. Returns the event and the time of its end."""
        variables, (event, now) = dict(outer), at
        name: str | None = machine["StartAt"]
        while name is not None:
            if now > self.limit:
                raise TimedOut
            state = machine["States"][name]
            kind = state["Type"]
            event = self.note(f"{kind}StateEntered", event, {"name": name}, "stateEntered")
            try:
                following, event, now = self.do(state, variables, event, now)
            except QueryError as error:
                raise Failed("States.QueryEvaluationError", str(error)) from error
            event = self.note(f"{kind}StateExited", event, {"name": name}, "stateExited")
            name = following
        return event, now

    def do(self, state: dict[str, Any], variables: Variables, event: int, now: float) -> tuple[str | None, int, float]:
        """What one state does. Returns the state that follows, and where and when it begins."""
        known = {**variables, "states": {"input": self.given}}
        following = state.get("Next")
        match state["Type"]:
            case "Choice":
                met = (one["Next"] for one in state["Choices"] if evaluate(one["Condition"], known) is True)
                return next(met, state["Default"]), event, now
            case "Wait":
                return following, event, now + state["Seconds"]
            case "Fail":
                raise Failed(evaluate(state.get("Error", ""), known), evaluate(state.get("Cause", ""), known))
            case "Task" | "Parallel":
                try:
                    act = self.task if state["Type"] == "Task" else self.parallel
                    result, event, now = act(state, known, event, now)
                except Failed as error:
                    caught = next((one for one in state.get("Catch", []) if matches(one, error)), None)
                    if caught is None:
                        raise
                    known["states"]["errorOutput"] = {"Error": error.error, "Cause": error.cause}
                    variables.update(evaluate(caught.get("Assign", {}), known))
                    return caught["Next"], len(self.events), now
                known["states"]["result"] = result
        variables.update(evaluate(state.get("Assign", {}), known))
        return following, event, now

    def task(self, state: dict[str, Any], known: Variables, event: int, now: float) -> tuple[Any, int, float]:
        """Calls AWS, again and again where the state says so."""
        arguments, left = evaluate(state.get("Arguments", {}), known), attempts(state)
        service, action = state["Resource"].split(":")[-2:]
        named = {"resourceType": f"aws-sdk:{service}", "resource": action}
        while True:
            event = self.note("TaskScheduled", event, {**named, "region": self.place[1], "parameters": "{}"})
            event = self.note("TaskStarted", event, named)
            try:
                result = call(state["Resource"], arguments, *self.place)
                return result, self.note("TaskSucceeded", event, named), now
            except TaskFailed as error:
                failed = {**named, "error": error.error, "cause": error.cause}
                event = self.note("TaskFailed", event, failed)
                if not left:
                    raise Failed(error.error, error.cause) from error
                now += left.pop(0)

    def parallel(self, state: dict[str, Any], known: Variables, event: int, now: float) -> tuple[Any, int, float]:
        """Each branch by itself to its end, and then the failure of the first one that failed."""
        event = self.note("ParallelStateStarted", event)
        ends, failures = [(event, now)], []
        for branch in state["Branches"]:
            try:
                ends.append(self.go(branch, known, (event, now)))
            except Failed as error:
                failures.append(error)
        if failures:
            self.note("ParallelStateFailed", event)
            raise failures[0]
        return [], self.note("ParallelStateSucceeded", ends[-1][0]), max(time for _, time in ends)


def attempts(state: dict[str, Any]) -> list[float]:
    """The pauses before each further attempt of a task, in seconds; tasks here have one rule, for every error."""
    rule = next(iter(state.get("Retry", [])), {"MaxAttempts": 0})
    first, rate = rule.get("IntervalSeconds", 1), rule.get("BackoffRate", 2.0)
    return [first * rate**attempt for attempt in range(rule.get("MaxAttempts", 3))]


def matches(catcher: dict[str, Any], error: Failed) -> bool:
    """Whether a catcher is meant for an error."""
    return bool({"States.ALL", "States.TaskFailed", error.error} & set(catcher["ErrorEquals"]))
