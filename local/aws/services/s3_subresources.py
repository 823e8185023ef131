"""S3: settings of a bucket that moto doesn't know are refused.

moto tells settings apart by the query key of a request and ignores keys it doesn't know: reading an unknown setting
lists the bucket, and writing it means CreateBucket, which fails with an error that names neither.
"""

from collections.abc import Callable
from typing import Any

from moto.s3.responses import S3Response

from local.aws.errors import UnknownAction
from local.aws.extend import replace

UNKNOWN = frozenset(
    {"analytics", "intelligent-tiering", "metadataConfiguration", "metadataTable", "metrics", "policyStatus"}
)

# Reading it is harmless: without a payer in the answer, the owner pays, which is the default.
UNKNOWN_TO_WRITE = frozenset({"requestPayment"})


@replace(S3Response)
def _bucket_response(original: Callable[..., Any], self: S3Response, request: Any, full_url: str) -> Any:
    """Any request about a bucket."""
    keys = set(request.args)
    if keys & UNKNOWN or (request.method != "GET" and keys & UNKNOWN_TO_WRITE):
        raise UnknownAction(f"{request.method} {request.full_path}")
    return original(self, request, full_url)
