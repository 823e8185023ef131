"""Redshift Serverless, which moto doesn't have: namespaces, workgroups and usage limits, which stand at once."""

import re

from moto import backend_index, backends

from local.aws.extend import MotoChanged
from local.aws.services.redshift_serverless.models import redshiftserverless_backends

NAME = "redshiftserverless"

if any(name == NAME for name, _ in backend_index.backend_url_patterns):
    raise MotoChanged(f"moto has Redshift Serverless now: {__name__}")

backend_index.backend_url_patterns.append((NAME, re.compile(r"https?://redshift-serverless\.(.+)\.amazonaws\.com")))
moto_backend = backends.get_backend


def get_backend(name: str) -> object:
    """moto's backends by service, and this one."""
    return redshiftserverless_backends if name == NAME else moto_backend(name)  # type: ignore[call-overload]


backends.get_backend = get_backend  # type: ignore[assignment]
