"""CloudWatch Logs: the key of a log group can be changed, which moto cannot do."""

from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.models import LogGroup
from moto.logs.responses import LogsResponse

from local.aws.extend import add


def group_of(self: LogsResponse) -> LogGroup:
    """The log group that a request names, directly or by its ARN."""
    name = self._get_param("logGroupName") or self._get_param("resourceIdentifier").split(":log-group:")[-1]
    group = self.logs_backend.groups.get(name.removesuffix(":*"))
    if group is None:
        raise ResourceNotFoundException()
    return group


@add(LogsResponse)
def associate_kms_key(self: LogsResponse) -> str:
    """AssociateKmsKey."""
    group_of(self).kms_key_id = self._get_param("kmsKeyId")
    return "{}"


@add(LogsResponse)
def disassociate_kms_key(self: LogsResponse) -> str:
    """DisassociateKmsKey."""
    group_of(self).kms_key_id = None
    return "{}"
