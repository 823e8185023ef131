"""Application Auto Scaling: tags of scalable targets, policies that keep their identity.

moto has no tag actions. The provider reads tags with every refresh, so without them no scalable target can be
planned, applied or even destroyed. It also gives a changed policy a new ARN and leaves the old alarms behind; alarms
that name the policy as their action then fail to apply.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeApplicationAutoscalingPolicy
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from local.aws.extend import add, replace, store

Tags = dict[str, str]


def tags_of(self: ApplicationAutoScalingResponse, arn: str) -> Tags:
    """The tags of one scalable target, to read or to change."""
    by_arn: dict[str, Tags] = store(self.applicationautoscaling_backend, "tags", dict)
    return by_arn.setdefault(arn, {})


@add(ApplicationAutoScalingResponse)
def list_tags_for_resource(self: ApplicationAutoScalingResponse) -> str:
    """ListTagsForResource."""
    return json.dumps({"Tags": tags_of(self, self._get_param("ResourceARN"))})


@add(ApplicationAutoScalingResponse)
def tag_resource(self: ApplicationAutoScalingResponse) -> str:
    """TagResource."""
    tags_of(self, self._get_param("ResourceARN")).update(self._get_param("Tags") or {})
    return "{}"


@add(ApplicationAutoScalingResponse)
def untag_resource(self: ApplicationAutoScalingResponse) -> str:
    """UntagResource."""
    tags = tags_of(self, self._get_param("ResourceARN"))
    for key in self._get_param("TagKeys") or []:
        tags.pop(key, None)
    return "{}"


@replace(ApplicationAutoScalingResponse)
def register_scalable_target(original: Callable[..., str], self: ApplicationAutoScalingResponse) -> str:
    """RegisterScalableTarget: keeps the tags that a new target is given."""
    answer = original(self)
    tags_of(self, json.loads(answer)["ScalableTargetARN"]).update(self._get_param("Tags") or {})
    return answer


@replace(ApplicationAutoscalingBackend)
def put_scaling_policy(
    original: Callable[..., FakeApplicationAutoscalingPolicy], self: ApplicationAutoscalingBackend, **wanted: Any
) -> FakeApplicationAutoscalingPolicy:
    """PutScalingPolicy: a policy that exists is changed and keeps its ARN; its alarms are made anew."""
    place = (wanted["service_namespace"], wanted["resource_id"], wanted["scalable_dimension"])
    key = FakeApplicationAutoscalingPolicy.formulate_key(*place, wanted["policy_name"])
    old = self.policies.get(key)
    new = original(self, **wanted)
    if old is not None:
        old.delete_alarms(self.account_id, self.region_name)
        new.delete_alarms(self.account_id, self.region_name)
        new.policy_arn, new.creation_time, new.alarms = old.policy_arn, old.creation_time, []
        new.create_alarms()
    return new
