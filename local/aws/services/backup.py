"""AWS Backup: plans that change and go, and selections.

moto knows no selection, changes no plan, only marks a deleted plan, so that its name stays taken, looks for the ARN of
a request for tags in the wrong part of its path, and can't say that a vault is empty, which the provider asks before it
deletes one by force.
"""

import json
import time
from typing import Any
from urllib.parse import unquote

from moto.backup import urls
from moto.backup.exceptions import InvalidRequestException, ResourceNotFoundException
from moto.backup.models import BackupBackend, Plan
from moto.backup.responses import BackupResponse
from moto.moto_api._internal import mock_random

from local.aws.extend import MotoChanged, add, replace, store

Selection = dict[str, Any]

RECOVERY_POINTS = "{0}/backup-vaults/(?P<name>[^/]+)/recovery-points/?$"
if RECOVERY_POINTS in urls.url_paths:
    raise MotoChanged(f"moto has recovery points now: {__name__}")
urls.url_paths[RECOVERY_POINTS] = BackupResponse.dispatch


def selections(backend: BackupBackend) -> dict[str, Selection]:
    """Selections by id."""
    by_id: dict[str, Selection] = store(backend, "selections", dict)
    return by_id


def plan_of(self: BackupResponse) -> Plan:
    """The plan in the path `/backup/plans/<id>/...`."""
    return self.backup_backend.get_backup_plan(self.path.strip("/").split("/")[2], None)


def selection_of(self: BackupResponse) -> Selection:
    """The selection at the end of the path."""
    identifier = self.path.rstrip("/").split("/")[-1]
    found = selections(self.backup_backend).get(identifier)
    if found is None:
        raise ResourceNotFoundException(msg=f"Cannot find Backup selection with ID {identifier}")
    return found


@add(BackupResponse)
def update_backup_plan(self: BackupResponse) -> str:
    """UpdateBackupPlan: a new version of the whole document."""
    plan = plan_of(self)
    new = Plan(json.loads(self.body)["BackupPlan"], plan.creator_request_id, self.backup_backend)
    plan.backup_plan, plan.version_id = new.backup_plan, new.version_id
    plan.advanced_backup_settings = new.advanced_backup_settings
    return json.dumps(plan.to_dict())


@replace(BackupBackend)
def delete_backup_plan(_: Any, self: BackupBackend, backup_plan_id: str) -> tuple[str, str, float, str]:
    """DeleteBackupPlan: only one from which nothing is selected; its name is free again."""
    plan = self.get_backup_plan(backup_plan_id, None)
    if any(one["BackupPlanId"] == backup_plan_id for one in selections(self).values()):
        message = "Related backup plan selections must be deleted prior to backup plan deletion"
        raise InvalidRequestException(msg=message)
    del self.plans[backup_plan_id]
    return plan.backup_plan_id, plan.backup_plan_arn, time.time(), plan.version_id


@add(BackupResponse)
def create_backup_selection(self: BackupResponse) -> str:
    """CreateBackupSelection: as it was sent, with the empty lists that AWS adds."""
    plan = plan_of(self)
    identifier, now = str(mock_random.uuid4()), time.time()
    sent = json.loads(self.body)["BackupSelection"]
    shown = {"Conditions": {}, "ListOfTags": [], "NotResources": [], "Resources": [], **sent}
    head = {"SelectionId": identifier, "BackupPlanId": plan.backup_plan_id, "CreationDate": now}
    selections(self.backup_backend)[identifier] = {**head, "BackupSelection": shown}
    return json.dumps(head)


@add(BackupResponse)
def get_backup_selection(self: BackupResponse) -> str:
    """GetBackupSelection."""
    return json.dumps(selection_of(self))


@add(BackupResponse)
def delete_backup_selection(self: BackupResponse) -> str:
    """DeleteBackupSelection."""
    del selections(self.backup_backend)[selection_of(self)["SelectionId"]]
    return "{}"


@replace(BackupResponse)
def list_tags(_: Any, self: BackupResponse) -> str:
    """ListTags: the ARN is all that comes after `/tags/`."""
    arn = unquote(self.path).split("/tags/")[1].rstrip("/")
    return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})


@add(BackupResponse)
def list_recovery_points_by_backup_vault(self: BackupResponse) -> str:
    """ListRecoveryPointsByBackupVault: none, since no backup ever runs here."""
    self.backup_backend.describe_backup_vault(self.path.split("/")[2])
    return json.dumps({"RecoveryPoints": []})
