"""EFS: backup policies that can be changed, file system policies that can be deleted."""

import json
from typing import Any

from moto.efs.models import FileSystem
from moto.efs.responses import EFSResponse

from local.aws.extend import add, replace_property

Answer = tuple[str, dict[str, str | int]]


def file_system_of(self: EFSResponse) -> FileSystem:
    """The file system in the path `/2015-02-01/file-systems/<id>/...`."""
    return self.efs_backend.file_systems_by_id[self.path.split("/")[3]]


@replace_property(FileSystem)
def backup_policy(self: FileSystem, at_creation: dict[str, str] | None) -> dict[str, str] | None:
    """DescribeBackupPolicy: the policy set last, else what the creation said."""
    return getattr(self, "changed_backup_policy", None) or at_creation


@add(EFSResponse)
def put_backup_policy(self: EFSResponse) -> Answer:
    """PutBackupPolicy: effective at once."""
    policy: dict[str, Any] = {"Status": self._get_param("BackupPolicy")["Status"]}
    file_system_of(self).changed_backup_policy = policy
    return json.dumps({"BackupPolicy": policy}), {"Content-Type": "application/json"}


@add(EFSResponse)
def delete_file_system_policy(self: EFSResponse) -> Answer:
    """DeleteFileSystemPolicy."""
    file_system_of(self).file_system_policy = None
    return "{}", {"Content-Type": "application/json"}
