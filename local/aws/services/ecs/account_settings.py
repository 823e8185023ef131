"""ECS account settings: defaults of the account can be set, and effective ones are shown.

moto has no PutAccountSettingDefault, knows half of the names, and shows nothing where nothing was set.
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.exceptions import UnknownAccountSettingException
from moto.ecs.responses import EC2ContainerServiceResponse

from local.aws.extend import add, is_true, replace

# What holds where an account has set nothing.
DEFAULTS = {
    "awsvpcTrunking": "disabled",
    "containerInsights": "disabled",
    "containerInstanceLongArnFormat": "enabled",
    "defaultLogDriverMode": "blocking",
    "dualStackIPv6": "enabled",
    "fargateFIPSMode": "disabled",
    "fargateTaskRetirementWaitPeriod": "7",
    "guardDutyActivate": "off",
    "serviceLongArnFormat": "enabled",
    "tagResourceAuthorization": "on",
    "taskLongArnFormat": "enabled",
}


def setting(self: EC2ContainerServiceResponse, name: str, value: str) -> dict[str, Any]:
    """A setting as it is shown; it holds for the whole account."""
    return {"name": name, "value": value, "principalArn": f"arn:aws:iam::{self.current_account}:root", "type": "user"}


@add(EC2ContainerServiceResponse)
def put_account_setting_default(self: EC2ContainerServiceResponse) -> ActionResult:
    """PutAccountSettingDefault."""
    name, value = self._get_param("name"), self._get_param("value")
    if name not in DEFAULTS:
        raise UnknownAccountSettingException()
    self.ecs_backend.put_account_setting(name, value)
    return ActionResult({"setting": setting(self, name, value)})


@replace(EC2ContainerServiceResponse)
def list_account_settings(_: Callable[..., Any], self: EC2ContainerServiceResponse) -> ActionResult:
    """ListAccountSettings: what was set; with `effectiveSettings` also what holds by default."""
    name, value = self._get_param("name"), self._get_param("value")
    if name and name not in DEFAULTS:
        raise UnknownAccountSettingException()
    values = dict(DEFAULTS) if is_true(self._get_param("effectiveSettings")) else {}
    values.update({one.name: one.value for one in self.ecs_backend.account_settings.values()})
    wanted = {key: held for key, held in values.items() if name in (None, key) and value in (None, held)}
    return ActionResult({"settings": [setting(self, *one) for one in wanted.items()]})
