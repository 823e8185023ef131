"""The organization: accounts, policies, audit trail, budgets, tags of bills."""

from collections.abc import Iterator
from typing import Any

from moto.budgets.models import budgets_backends
from moto.ce.models import ce_backends
from moto.cloudtrail.models import cloudtrail_backends
from moto.organizations.models import organizations_backends

from local.aws.extend import store
from local.aws.inventory.registry import lists
from local.aws.services.organizations import CLOSED, MASTER

Items = Iterator[tuple[str, str]]

# The policies that every organization has.
AWS_MANAGED = ("FullAWSAccess", "RCPFullAWSAccess")


@lists("aws_organizations_organization", organizations_backends)
def organizations(backend: Any) -> Items:
    """The organization of an account, if there is one."""
    if backend.org is not None:
        yield backend.org.id, backend.org.id


@lists("aws_organizations_organizational_unit", organizations_backends)
def organizational_units(backend: Any) -> Items:
    """Organizational units, but not the root."""
    return ((unit.id, unit.name) for unit in backend.ou if unit.type == "ORGANIZATIONAL_UNIT")


@lists("aws_organizations_account", organizations_backends)
def accounts(backend: Any) -> Items:
    """Member accounts that are not closed."""
    for account in backend.accounts:
        if account.name != MASTER and account.status != CLOSED:
            yield account.id, account.name


@lists("aws_organizations_policy", organizations_backends)
def policies(backend: Any) -> Items:
    """Policies of our own."""
    return ((policy.id, policy.name) for policy in backend.policies if policy.name not in AWS_MANAGED)


@lists("aws_cloudtrail", cloudtrail_backends)
def trails(cloudtrail: Any) -> Items:
    """Trails."""
    return ((trail.arn, trail.trail_name) for trail in cloudtrail.trails.values())


@lists("aws_budgets_budget", budgets_backends)
def budgets(backend: Any) -> Items:
    """Budgets."""
    return ((f"{account}:{name}", name) for account, named in backend.budgets.items() for name in named)


@lists("aws_ce_cost_allocation_tag", ce_backends)
def cost_allocation_tags(backend: Any) -> Items:
    """Tags that bills can be asked for."""
    statuses: dict[str, str] = store(backend, "allocation_tags", dict)
    return ((key, key) for key, status in statuses.items() if status == "Active")
