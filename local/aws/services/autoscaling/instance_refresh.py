"""Instance refresh, which moto lacks: all instances are replaced at once, and the refresh has succeeded."""

from typing import Any

from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from local.aws.extend import add
from local.aws.services.autoscaling.groups import group_of


def refreshes(group: FakeAutoScalingGroup) -> list[dict[str, Any]]:
    """The refreshes of a group, newest first, to read or to add to."""
    return group.__dict__.setdefault("refreshes", [])


def relaunch(group: FakeAutoScalingGroup) -> None:
    """Terminates every instance, protected ones as well, and launches as many."""
    instance_ids = [state.instance.id for state in group.instance_states]
    if instance_ids:
        group.ec2_backend.terminate_instances(instance_ids)
    group.instance_states = []
    group.set_desired_capacity(group.desired_capacity)


@add(AutoScalingResponse)
def start_instance_refresh(self: AutoScalingResponse) -> ActionResult:
    """StartInstanceRefresh."""
    group, refresh_id, began = group_of(self), str(mock_random.uuid4()), utcnow()
    relaunch(group)
    refresh = {
        "InstanceRefreshId": refresh_id,
        "AutoScalingGroupName": group.name,
        "Status": "Successful",
        "StartTime": began,
        "EndTime": utcnow(),
        "PercentageComplete": 100,
        "InstancesToUpdate": 0,
        "Preferences": self._get_param("Preferences"),
        "DesiredConfiguration": self._get_param("DesiredConfiguration"),
    }
    refreshes(group).insert(0, refresh)
    return ActionResult({"InstanceRefreshId": refresh_id})


@add(AutoScalingResponse)
def describe_instance_refreshes(self: AutoScalingResponse) -> ActionResult:
    """DescribeInstanceRefreshes: all, or those that are named."""
    named = self._get_param("InstanceRefreshIds") or []
    found = [r for r in refreshes(group_of(self)) if not named or r["InstanceRefreshId"] in named]
    return ActionResult({"InstanceRefreshes": found})


@add(AutoScalingResponse, "cancel_instance_refresh", "rollback_instance_refresh")
def no_refresh_runs(self: AutoScalingResponse) -> ActionResult:
    """CancelInstanceRefresh, RollbackInstanceRefresh: there is never one under way."""
    raise AutoscalingClientError("ActiveInstanceRefreshNotFound", "There is no active instance refresh.")
