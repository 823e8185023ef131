"""Scaling policies of groups: enabled unless told otherwise.

moto answers neither `Enabled` nor an absent predictive configuration, so that every policy has drift.
"""

from collections.abc import Callable
from typing import Any

from moto.autoscaling.models import FakeScalingPolicy
from moto.autoscaling.responses import AutoScalingResponse

from local.aws.extend import is_true, replace


@replace(FakeScalingPolicy)
def __init__(original: Callable[..., None], self: FakeScalingPolicy, *args: Any, **kwargs: Any) -> None:
    """No predictive configuration is none, not an empty one."""
    original(self, *args, **kwargs)
    self.enabled = True
    self.predictive_scaling_configuration = self.predictive_scaling_configuration or None


@replace(AutoScalingResponse)
def put_scaling_policy(original: Callable[..., Any], self: AutoScalingResponse) -> Any:
    """PutScalingPolicy: can be disabled."""
    answer = original(self)
    enabled = self._get_param("Enabled")
    self.autoscaling_backend.policies[self._get_param("PolicyName")].enabled = enabled is None or is_true(enabled)
    return answer
