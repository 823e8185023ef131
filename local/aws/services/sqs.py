"""SQS: redrive policies as the provider compares them.

moto doesn't know RedriveAllowPolicy, for which the provider then waits without end, and it shows RedrivePolicy with
other spaces than it was sent, which the provider plans to change back each time. A change of any attribute loses the
queue's policy.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.sqs.models import Queue

from local.aws.extend import replace, replace_property

Queue.BASE_ATTRIBUTES = [*Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"]
Queue.redrive_allow_policy = None


@replace_property(Queue)
def attributes(self: Queue, shown: dict[str, Any]) -> dict[str, Any]:
    """GetQueueAttributes: compact JSON, and no RedriveAllowPolicy where none is set."""
    if shown.get("RedrivePolicy"):
        shown["RedrivePolicy"] = json.dumps(json.loads(shown["RedrivePolicy"]), separators=(",", ":"))
    unset = [name for name, value in shown.items() if value is None or (name == "RedriveAllowPolicy" and value == "")]
    return {name: value for name, value in shown.items() if name not in unset}


@replace(Queue)
def _set_attributes(
    original: Callable[..., None], self: Queue, named: dict[str, Any], now: float | None = None
) -> None:
    """SetQueueAttributes: a policy that is not named stays."""
    stays = {"Policy": self.policy} if "Policy" not in named and hasattr(self, "_policy_json") else {}
    original(self, {**named, **stays}, now)
