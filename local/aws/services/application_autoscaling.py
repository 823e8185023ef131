"""Application Auto Scaling: tags of scalable targets.

moto has no tag actions. The provider reads tags with every refresh, so without them no scalable target can be
planned, applied or even destroyed.
"""

import json
from collections.abc import Callable
from typing import Any

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
