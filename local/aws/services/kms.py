"""KMS: the rotation period of a key.

moto turns rotation on and off and forgets the period, so that aws_kms_key with `enable_key_rotation` has drift.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.kms.models import Key
from moto.kms.responses import KmsResponse

from local.aws.extend import replace

DEFAULT_PERIOD_IN_DAYS = 365


def key_of(self: KmsResponse) -> Key:
    """The key that a request names by id, ARN or alias."""
    backend = self.kms_backend
    return backend.keys[backend.any_id_to_key_id(self._get_param("KeyId"))]


@replace(KmsResponse)
def enable_key_rotation(original: Callable[..., Any], self: KmsResponse) -> Any:
    """EnableKeyRotation: keeps the period; 365 days when none is sent."""
    answer = original(self)
    key_of(self).rotation_period = self._get_param("RotationPeriodInDays") or DEFAULT_PERIOD_IN_DAYS
    return answer


@replace(KmsResponse)
def get_key_rotation_status(original: Callable[..., str], self: KmsResponse) -> str:
    """GetKeyRotationStatus: with the period while rotation is on."""
    status = json.loads(original(self))
    key = key_of(self)
    if status["KeyRotationEnabled"]:
        status.update(KeyId=key.id, RotationPeriodInDays=getattr(key, "rotation_period", DEFAULT_PERIOD_IN_DAYS))
    return json.dumps(status)
