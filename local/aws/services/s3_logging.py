"""S3: who may deliver access logs, where the receiving bucket's policy speaks of everybody.

moto reads each statement's `Principal` as an object and fails on the plain `"*"`, which AWS permits and the usual
TLS-only statement uses; `"*"` is the same as `{"AWS": "*"}`.
"""

import json
from collections.abc import Callable

from moto.s3.models import FakeBucket

from local.aws.extend import replace


class _Readable:
    """A bucket as moto's check reads it, with every principal an object."""

    def __init__(self, bucket: FakeBucket, policy: bytes) -> None:
        self.partition = bucket.partition
        self.name = bucket.name
        self.policy = policy


@replace(FakeBucket)
def _log_permissions_enabled_policy(
    original: Callable[..., bool], target_bucket: FakeBucket, target_prefix: str | None
) -> bool:
    """PutBucketLogging: whether the policy admits the log service."""
    if not target_bucket.policy:
        return original(target_bucket, target_prefix)
    policy = json.loads(target_bucket.policy)
    for statement in policy["Statement"]:
        if statement.get("Principal") == "*":
            statement["Principal"] = {"AWS": "*"}
    return original(_Readable(target_bucket, json.dumps(policy).encode()), target_prefix)
