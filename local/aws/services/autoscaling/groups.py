"""Auto Scaling groups: all settings are kept, and an update changes what it is sent and nothing else.

moto drops a third of the settings, both at creation and in updates, and cannot stop collecting metrics. The provider
finds drift in each of them. It also leaves instances behind that are protected from scale-in when their group goes.
"""

from collections.abc import Callable
from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import EmptyResult

from local.aws.extend import add, is_true, replace


def seconds(value: Any) -> int | None:
    """A period in seconds; 0 for a lifetime and -1 for a warm-up mean none."""
    return int(value) if int(value) > 0 else None


# Request parameter -> attribute and reader, for what moto doesn't read at creation.
DROPPED: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "DefaultInstanceWarmup": ("default_instance_warmup", lambda value: int(value) if int(value) >= 0 else None),
    "MaxInstanceLifetime": ("max_instance_lifetime", seconds),
    "Context": ("context", str),
    "DesiredCapacityType": ("desired_capacity_type", str),
    "InstanceMaintenancePolicy": ("instance_maintenance_policy", dict),
    "AvailabilityZoneDistribution": ("availability_zone_distribution", dict),
    "TrafficSources": ("traffic_sources", list),
}

# The same, for what moto reads at creation but not in an update.
DROPPED_IN_UPDATES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    **DROPPED,
    "DefaultCooldown": ("default_cooldown", int),
    "TerminationPolicies": ("termination_policies", list),
    "CapacityRebalance": ("capacity_rebalance", is_true),
    "PlacementGroup": ("placement_group", str),
    "ServiceLinkedRoleARN": ("service_linked_role_arn", str),
}


def group_of(self: AutoScalingResponse) -> FakeAutoScalingGroup:
    """The group that a request names."""
    name = self._get_param("AutoScalingGroupName")
    group = self.autoscaling_backend.autoscaling_groups.get(name)
    if group is None:
        raise AutoscalingClientError("ValidationError", f"AutoScalingGroup name not found - {name}")
    return group


def keep(self: AutoScalingResponse, settings: dict[str, tuple[str, Callable[[Any], Any]]]) -> None:
    """Stores those of the settings that the request sends."""
    group = group_of(self)
    for parameter, (attribute, read) in settings.items():
        value = self._get_param(parameter)
        if value is not None:
            setattr(group, attribute, read(value))


@replace(AutoScalingResponse)
def create_auto_scaling_group(original: Callable[..., Any], self: AutoScalingResponse) -> Any:
    """CreateAutoScalingGroup: with all its settings."""
    answer = original(self)
    keep(self, DROPPED)
    return answer


@replace(AutoScalingResponse)
def update_auto_scaling_group(original: Callable[..., Any], self: AutoScalingResponse) -> Any:
    """UpdateAutoScalingGroup: with all its settings."""
    answer = original(self)
    keep(self, DROPPED_IN_UPDATES)
    return answer


@replace(AutoScalingResponse)
def delete_auto_scaling_group(original: Callable[..., Any], self: AutoScalingResponse) -> Any:
    """DeleteAutoScalingGroup: with instances only by force, and then with all of them."""
    instances = group_of(self).instance_states
    if instances and not is_true(self._get_param("ForceDelete")):
        text = "You cannot delete an AutoScalingGroup while there are instances still in the group."
        raise AutoscalingClientError("ResourceInUse", text)
    for instance in instances:
        instance.protected_from_scale_in = False
    return original(self)


@add(AutoScalingResponse)
def disable_metrics_collection(self: AutoScalingResponse) -> EmptyResult:
    """DisableMetricsCollection: of the named metrics, or of all when none is named."""
    group, named = group_of(self), self._get_param("Metrics") or []
    group.metrics = [metric for metric in group.metrics if named and metric not in named]
    return EmptyResult()
