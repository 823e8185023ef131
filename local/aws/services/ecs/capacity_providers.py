"""ECS capacity providers: managed draining can be changed; moto notes it at creation only."""

from collections.abc import Callable
from typing import Any

from moto.ecs.models import CapacityProvider

from local.aws.extend import replace


@replace(CapacityProvider)
def update(original: Callable[..., None], self: CapacityProvider, asg_details: dict[str, Any]) -> None:
    """UpdateCapacityProvider."""
    original(self, asg_details)
    if asg_details.get("managedDraining"):
        self.auto_scaling_group_provider["managedDraining"] = asg_details["managedDraining"]
