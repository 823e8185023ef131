"""GuardDuty: features one by one, and tags.

moto takes a change of one feature for the list of all, knows the default of none, and has no tag actions.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from moto.guardduty import urls
from moto.guardduty.models import Detector, GuardDutyBackend
from moto.guardduty.responses import GuardDutyResponse

from local.aws.extend import MotoChanged, add, replace

TAGS = "{0}/tags/(?P<resource_arn>.+)$"
if TAGS in urls.url_paths:
    raise MotoChanged(f"moto has the tags of GuardDuty now: {__name__}")
urls.url_paths[TAGS] = GuardDutyResponse.dispatch

# What a new detector has on; and what may be switched on in one of them.
ON_AT_BIRTH = ("S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS")
RUNTIME = "RUNTIME_MONITORING"
AGENTS = ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT")


def merged(features: list[dict[str, Any]], changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The features after some of them have changed, each with what it had beside."""
    by_name = {feature["name"]: dict(feature) for feature in features}
    for change in changes:
        feature = by_name.setdefault(change["name"], {"name": change["name"]})
        feature["status"] = change["status"]
        agents = {one["name"]: one for one in feature.get("additionalConfiguration", [])}
        agents.update({one["name"]: one for one in change.get("additionalConfiguration") or []})
        if agents:
            feature["additionalConfiguration"] = list(agents.values())
    return list(by_name.values())


@replace(Detector)
def __init__(original: Callable[..., None], self: Detector, *args: Any, **kwargs: Any) -> None:
    """A detector is born with most of its features on."""
    original(self, *args, **kwargs)
    agents = [{"name": name, "status": "DISABLED"} for name in AGENTS]
    born = [{"name": name, "status": "ENABLED"} for name in ON_AT_BIRTH]
    runtime = {"name": RUNTIME, "status": "DISABLED", "additionalConfiguration": agents}
    self.features = merged([*born, runtime], self.features)


@replace(GuardDutyBackend)
def update_detector(
    original: Callable[..., None],
    self: GuardDutyBackend,
    detector_id: str,
    enable: bool | None,
    finding_publishing_frequency: str | None,
    data_sources: dict[str, Any] | None,
    features: list[dict[str, Any]] | None,
) -> None:
    """UpdateDetector: features that aren't named stay."""
    all_of_them = merged(self.get_detector(detector_id).features, features) if features else None
    original(self, detector_id, enable, finding_publishing_frequency, data_sources, all_of_them)


def tagged(self: GuardDutyResponse) -> Detector:
    """The detector whose ARN stands in the path."""
    arn = unquote(self.path).split("/tags/")[1].rstrip("/")
    return self.guardduty_backend.get_detector(arn.split("detector/")[1].split("/")[0])


@add(GuardDutyResponse)
def list_tags_for_resource(self: GuardDutyResponse) -> str:
    """ListTagsForResource."""
    return json.dumps({"tags": tagged(self).tags})


@add(GuardDutyResponse)
def tag_resource(self: GuardDutyResponse) -> str:
    """TagResource."""
    tagged(self).tags.update(json.loads(self.body)["tags"])
    return "{}"


@add(GuardDutyResponse)
def untag_resource(self: GuardDutyResponse) -> str:
    """UntagResource."""
    for key in self.querystring.get("tagKeys", []):
        tagged(self).tags.pop(key, None)
    return "{}"
