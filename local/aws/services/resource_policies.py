"""Resource policies: a statement whose Condition is not met does not apply.

moto knows only StringEquals and takes any other condition as met, so the usual `Deny` unless `aws:SecureTransport`
locks everybody out of a bucket, the Terraform state's too. On AWS the statement does not concern a TLS caller; here
the loopback interface counts as secure. A condition that moto cannot evaluate makes its statement neutral.
"""

from collections.abc import Callable
from typing import Any

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.iam.policy_conditions import CONDITION_OPERATIONS

from local.aws.extend import replace


@replace(IAMPolicyStatement)
def is_action_permitted(
    original: Callable[..., PermissionResult],
    self: IAMPolicyStatement,
    action: str,
    resource: str = "*",
    principal: str | None = None,
    incoming_condition_values: dict[str, Any] | None = None,
) -> PermissionResult:
    """NEUTRAL for a statement whose condition is unmet or beyond evaluation, else what moto says."""
    condition = self._statement.get("Condition") or {}
    can_evaluate = set(condition) <= set(CONDITION_OPERATIONS)
    if not can_evaluate or not self._check_conditions(incoming_condition_values):
        return PermissionResult.NEUTRAL
    return original(self, action, resource, principal, incoming_condition_values)
