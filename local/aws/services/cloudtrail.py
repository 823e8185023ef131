"""CloudTrail: a trail may be named by its ARN.

moto starts and stops logging by name only, and the provider does it by ARN, so that no trail is ever created.
"""

from collections.abc import Callable

from moto.cloudtrail.models import CloudTrailBackend

from local.aws.extend import replace


@replace(CloudTrailBackend, "start_logging", "stop_logging", "delete_trail")
def by_name(original: Callable[..., None], self: CloudTrailBackend, name: str) -> None:
    """StartLogging, StopLogging, DeleteTrail."""
    original(self, name.split("/")[-1])
