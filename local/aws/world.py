"""One life of the embedded cloud. Nothing outlives it: a restart is another, empty world."""

import uuid

from moto.core.base_backend import BackendDict
from moto.core.model_instances import reset_model_data
from moto.organizations.models import organizations_backends

ID = str(uuid.uuid4())


def reset() -> None:
    """Drops every store of every account and region.

    moto's own reset builds each backend anew before it throws it away, default VPCs and all, which takes seconds.
    S3 alone has to be asked, since it holds temporary files; Organizations keeps one table beside its backends.
    """
    for backends in list(BackendDict._instances):
        if backends.service_name == "s3":
            for account in backends.values():
                account.reset()
        backends.clear()
    BackendDict._instances.clear()
    organizations_backends.master_accounts.clear()
    reset_model_data()
