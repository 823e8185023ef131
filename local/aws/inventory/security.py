"""Keys, roles, policies, secrets, parameters."""

from collections.abc import Iterator
from typing import Any

from moto.iam.models import iam_backends
from moto.kms.models import kms_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.ssm.models import ssm_backends

from local.aws.inventory.registry import lists

Items = Iterator[tuple[str, str]]

# What AWS makes and keeps: service-linked roles, and the role that comes with each account of an organization.
SERVICE_LINKED = "/aws-service-role/"
ORGANIZATION_ROLE = "OrganizationAccountAccessRole"

# Kept by AWS services in the name of their owner's resource, e.g. rds!db-1f0c for a managed master password.
MANAGED_SECRET = "!"


@lists("aws_kms_key", kms_backends)
def keys(kms: Any) -> Items:
    """Customer keys that are not pending deletion."""
    for key in kms.keys.values():
        is_managed = any(alias.startswith("alias/aws/") for alias in key.aliases)
        if key.key_state != "PendingDeletion" and not is_managed:
            yield key.id, key.description


@lists("aws_kms_alias", kms_backends)
def aliases(kms: Any) -> Items:
    """Aliases, but not AWS's own."""
    for key in kms.keys.values():
        for alias in key.aliases:
            if not alias.startswith("alias/aws/"):
                yield alias, alias


def own_roles(iam: Any) -> list[Any]:
    """All roles but those that AWS makes and keeps."""
    return [role for role in iam.roles.values() if not is_kept(role)]


def is_kept(role: Any) -> bool:
    """Whether AWS made a role, and keeps it."""
    came_with_account = role.name == ORGANIZATION_ROLE or getattr(role, "came_with_account", False)
    return came_with_account or role.path.startswith(SERVICE_LINKED)


@lists("aws_iam_role", iam_backends)
def roles(iam: Any) -> Items:
    """Roles of our own."""
    return ((role.name, role.name) for role in own_roles(iam))


@lists("aws_iam_role_policy", iam_backends)
def role_policies(iam: Any) -> Items:
    """Inline policies of roles."""
    return ((f"{role.name}:{name}", name) for role in own_roles(iam) for name in role.policies)


@lists("aws_iam_role_policy_attachment", iam_backends)
def role_policy_attachments(iam: Any) -> Items:
    """Managed policies on roles."""
    return ((f"{role.name}/{arn}", role.name) for role in own_roles(iam) for arn in role.managed_policies)


@lists("aws_iam_policy", iam_backends)
def policies(iam: Any) -> Items:
    """Customer managed policies."""
    for arn, policy in iam.managed_policies.items():
        if ":iam::aws:" not in arn:
            yield arn, policy.name


@lists("aws_iam_instance_profile", iam_backends)
def instance_profiles(iam: Any) -> Items:
    """Instance profiles."""
    return ((profile.name, profile.name) for profile in iam.instance_profiles.values())


@lists("aws_iam_user", iam_backends)
def users(iam: Any) -> Items:
    """Users."""
    return ((user.name, user.name) for user in iam.users.values())


@lists("aws_iam_openid_connect_provider", iam_backends)
def openid_connect_providers(iam: Any) -> Items:
    """OpenID Connect providers."""
    return ((arn, provider.url) for arn, provider in iam.open_id_providers.items())


@lists("aws_ssm_parameter", ssm_backends)
def parameters(ssm: Any) -> Items:
    """Parameters of our own; those under /aws/ are AWS's public ones."""
    names = [versions[-1].name for versions in dict(ssm._parameters).values() if versions]
    return ((name, name) for name in names if not name.startswith("/aws/"))


@lists("aws_secretsmanager_secret", secretsmanager_backends)
def secrets(manager: Any) -> Items:
    """Secrets, but neither those scheduled for deletion nor those that a service manages for its own."""
    for secret in manager.secrets.values():
        if not secret.is_deleted() and MANAGED_SECRET not in secret.name:
            yield secret.arn, secret.name
