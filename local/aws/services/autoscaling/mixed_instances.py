"""Mixed instances policies: kept over an update that doesn't send one, and rounded so that no instance is lost.

moto wipes the policy with every UpdateAutoScalingGroup, and rounds the on-demand and the Spot share both down.
"""

import copy
from collections.abc import Callable
from typing import Any

from moto.autoscaling.models import FakeAutoScalingGroup

from local.aws.extend import replace


@replace(FakeAutoScalingGroup)
def update(original: Callable[..., None], self: FakeAutoScalingGroup, **changes: Any) -> None:
    """UpdateAutoScalingGroup: the policy stays, unless another one or another kind of template is sent."""
    launched_from = ("mixed_instances_policy", "launch_template", "launch_config_name")
    if self.mixed_instances_policy and not any(changes.get(name) for name in launched_from):
        policy = copy.deepcopy(self.mixed_instances_policy)
        # moto notes id and name, and then accepts one of the two.
        policy["LaunchTemplate"]["LaunchTemplateSpecification"].pop("LaunchTemplateName", None)
        changes["mixed_instances_policy"] = policy
    original(self, **changes)


@replace(FakeAutoScalingGroup)
def set_desired_capacity(original: Callable[..., None], self: FakeAutoScalingGroup, new_capacity: int | None) -> None:
    """On-demand and Spot shares add up to the desired capacity: moto counts, for the moment, all as on-demand."""
    policy = self.mixed_instances_policy
    if not policy or not policy["LaunchTemplate"].get("Overrides"):
        return original(self, new_capacity)
    distribution = policy.get("InstancesDistribution", {})
    self.mixed_instances_policy = {
        **policy,
        "InstancesDistribution": {**distribution, "OnDemandPercentageAboveBaseCapacity": "100"},
    }
    try:
        return original(self, new_capacity)
    finally:
        self.mixed_instances_policy = policy
