"""EFS: throughput and backup policies that can be changed, file system policies that can be deleted."""

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
    return getattr(self, "_changed_backup_policy", None) or at_creation


@add(EFSResponse)
def update_file_system(self: EFSResponse) -> Answer:
    """UpdateFileSystem: the throughput mode, effective at once."""
    system = file_system_of(self)
    system.throughput_mode = self._get_param("ThroughputMode") or system.throughput_mode
    system.provisioned_throughput_in_mibps = self._get_param("ProvisionedThroughputInMibps")
    return json.dumps(system.info_json()), {"status": 202, "Content-Type": "application/json"}


@add(EFSResponse)
def put_backup_policy(self: EFSResponse) -> Answer:
    """PutBackupPolicy: effective at once."""
    policy: dict[str, Any] = {"Status": self._get_param("BackupPolicy")["Status"]}
    file_system_of(self)._changed_backup_policy = policy
    return json.dumps({"BackupPolicy": policy}), {"Content-Type": "application/json"}


@add(EFSResponse)
def delete_file_system_policy(self: EFSResponse) -> Answer:
    """DeleteFileSystemPolicy."""
    file_system_of(self).file_system_policy = None
    return "{}", {"Content-Type": "application/json"}
