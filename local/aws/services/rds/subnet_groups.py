"""RDS subnet groups: a changed group is still there afterwards; moto takes it out of its store."""

from collections.abc import Callable
from typing import Any

from moto.rds.models import RDSBackend

from local.aws.extend import replace


@replace(RDSBackend)
def modify_db_subnet_group(
    original: Callable[..., Any], self: RDSBackend, subnet_name: str, *args: Any, **kwargs: Any
) -> Any:
    """ModifyDBSubnetGroup."""
    group = original(self, subnet_name, *args, **kwargs)
    self.subnet_groups[subnet_name] = group
    return group
