"""S3: deleting the last versions of an object whose newest version is a delete marker.

moto frees the memory of every version that goes, and fails on delete markers, which hold none. Terraform empties a
versioned bucket (`force_destroy`) this way, the bucket of its own states too, where each released lock leaves one.
"""

from moto.s3.models import FakeDeleteMarker

from local.aws.extend import add


@add(FakeDeleteMarker)
def dispose(self: FakeDeleteMarker, garbage: bool = False) -> None:
    """Nothing to free."""
