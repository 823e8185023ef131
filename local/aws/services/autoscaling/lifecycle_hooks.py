"""Lifecycle hooks: role, target and metadata as they were sent; moto answers constants."""

from collections.abc import Callable
from typing import Any

from moto.autoscaling.responses import AutoScalingResponse

from local.aws.extend import replace


@replace(AutoScalingResponse)
def put_lifecycle_hook(original: Callable[..., Any], self: AutoScalingResponse) -> Any:
    """PutLifecycleHook."""
    answer = original(self)
    name = f"{self._get_param('AutoScalingGroupName')}_{self._get_param('LifecycleHookName')}"
    hook = self.autoscaling_backend.lifecycle_hooks[name]
    hook.role_arn = self._get_param("RoleARN")
    hook.notification_target_arn = self._get_param("NotificationTargetARN")
    hook.notification_metadata = self._get_param("NotificationMetadata")
    return answer
