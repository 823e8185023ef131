"""Organizations: an organization can be taken down again.

On AWS a closed account stays for up to 90 days, and so does its organization; locally a destroy must end, so closed
accounts don't count. moto also stumbles over policies that are attached to an account which is removed. The role that
comes with an account is marked, because it stays in it, as it does on AWS.
"""

from collections.abc import Callable
from typing import Any

from moto.iam.models import iam_backends
from moto.organizations.models import OrganizationsBackend

from local.aws.extend import replace

MASTER, CLOSED = "master", "SUSPENDED"


@replace(OrganizationsBackend)
def create_account(original: Callable[..., Any], self: OrganizationsBackend, **named: Any) -> Any:
    """CreateAccount: nothing but its role is in it."""
    answer = original(self, **named)
    for role in iam_backends[self.accounts[-1].id]["global"].roles.values():
        role.came_with_account = True
    return answer


@replace(OrganizationsBackend)
def delete_organization(original: Callable[..., Any], self: OrganizationsBackend) -> Any:
    """DeleteOrganization: with no accounts left but closed ones."""
    self.accounts = [account for account in self.accounts if account.name == MASTER or account.status != CLOSED]
    return original(self)


@replace(OrganizationsBackend)
def remove_account_from_organization(original: Callable[..., Any], self: OrganizationsBackend, **named: str) -> Any:
    """RemoveAccountFromOrganization: its policies are detached first."""
    account = self.get_account_by_id(named["AccountId"])
    for policy in account.attached_policies:
        if account in policy.attachments:
            policy.attachments.remove(account)
    account.attached_policies = []
    return original(self, **named)
