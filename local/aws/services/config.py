"""AWS Config: a recorder that excludes nothing.

The provider sends an empty list of excluded types with every recorder; moto takes it for one that excludes, and refuses
it beside a list of types to record.
"""

from collections.abc import Callable
from typing import Any

from moto.config.models import ConfigBackend

from local.aws.extend import replace


@replace(ConfigBackend)
def put_configuration_recorder(
    original: Callable[..., None], self: ConfigBackend, config_recorder: dict[str, Any]
) -> None:
    """PutConfigurationRecorder: an empty exclusion is none."""
    group = config_recorder.get("recordingGroup") or {}
    if not (group.get("exclusionByResourceTypes") or {}).get("resourceTypes"):
        group.pop("exclusionByResourceTypes", None)
    original(self, config_recorder)
