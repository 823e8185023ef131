"""Resource policies: a statement applies only to whom and under which Condition it says.

moto knows only StringEquals and takes any other condition as met, so the usual `Deny` unless `aws:SecureTransport`
locks everybody out of a bucket, the Terraform state's too. On AWS the statement does not concern a TLS caller; here
the loopback interface counts as secure. moto also applies a statement about one principal to all of them. What moto
cannot tell about a caller makes the statement neutral.
"""

from collections.abc import Callable
from typing import Any

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.iam.policy_conditions import CONDITION_OPERATIONS

from local.aws.extend import replace


def is_about_everybody(principal: Any) -> bool:
    """Whether a statement's Principal, if it has one, means every caller."""
    return principal in (None, "*", {"AWS": "*"}, {"AWS": ["*"]})


@replace(IAMPolicyStatement)
def is_action_permitted(
    original: Callable[..., PermissionResult],
    self: IAMPolicyStatement,
    action: str,
    resource: str = "*",
    principal: str | None = None,
    incoming_condition_values: dict[str, Any] | None = None,
) -> PermissionResult:
    """NEUTRAL for a statement about others, or whose condition is unmet or beyond evaluation; else what moto says."""
    if principal is None and not is_about_everybody(self._statement.get("Principal")):
        return PermissionResult.NEUTRAL
    condition = self._statement.get("Condition") or {}
    can_evaluate = set(condition) <= set(CONDITION_OPERATIONS)
    if not can_evaluate or not self._check_conditions(incoming_condition_values):
        return PermissionResult.NEUTRAL
    return original(self, action, resource, principal, incoming_condition_values)
