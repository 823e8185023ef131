"""Passwords that RDS manages: asked for again they stay where they are, and a restored database has none of them.

moto makes another secret whenever a change says that the password is managed, gives a restored instance a secret of its
own, and shows it as a replica of what it was restored from. The provider says that the password is managed with the
first change after an import, and would find another secret than it planned with.
"""

from collections.abc import Callable
from typing import Any

from moto.rds.models import DBCluster, DBInstance, RDSBackend

from local.aws.extend import replace

MANAGED = "manage_master_user_password"


@replace(DBInstance)
def update(original: Callable[..., None], self: DBInstance, **wanted: Any) -> None:
    """ModifyDBInstance: a password that is managed stays so, in the same secret."""
    if wanted.get(MANAGED) and self.manage_master_user_password:
        wanted = {name: value for name, value in wanted.items() if name != MANAGED}
    original(self, **wanted)


@replace(RDSBackend)
def modify_db_cluster(original: Callable[..., DBCluster], self: RDSBackend, kwargs: dict[str, Any]) -> DBCluster:
    """ModifyDBCluster: likewise."""
    cluster = self.clusters.get(kwargs["db_cluster_identifier"])
    if cluster is not None and kwargs.get(MANAGED) and cluster.manage_master_user_password:
        kwargs = {name: value for name, value in kwargs.items() if name != MANAGED}
    return original(self, kwargs)


@replace(RDSBackend, "restore_db_instance_from_db_snapshot", "restore_db_instance_to_point_in_time")
def restore(original: Callable[..., DBInstance], self: RDSBackend, *args: Any, **kwargs: Any) -> DBInstance:
    """RestoreDBInstance…: an instance of its own; the password is that of the time, and nobody manages it."""
    instance = original(self, *args, **kwargs)
    instance.source_db_instance_identifier = None
    if instance.manage_master_user_password:
        instance.master_user_secret.delete_secret()
        del instance.master_user_secret
        instance.manage_master_user_password = False
    return instance
