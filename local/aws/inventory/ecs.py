"""ECS: clusters, services, task definitions, and what scales and stores them."""

from collections.abc import Iterator
from typing import Any

from moto.applicationautoscaling.models import applicationautoscaling_backends
from moto.ecr.models import ecr_backends
from moto.ecs.models import ecs_backends

from local.aws.inventory.registry import lists
from local.aws.services.ecs.account_settings import DEFAULTS

Items = Iterator[tuple[str, str]]


@lists("aws_ecs_cluster", ecs_backends)
def clusters(ecs: Any) -> Items:
    """Clusters that are not INACTIVE."""
    return ((cluster.arn, cluster.name) for cluster in ecs.clusters.values() if cluster.status != "INACTIVE")


@lists("aws_ecs_service", ecs_backends)
def services(ecs: Any) -> Items:
    """Services that are not INACTIVE."""
    return ((service.arn, service.name) for service in ecs.services.values() if service.status != "INACTIVE")


@lists("aws_ecs_task_definition", ecs_backends)
def task_definitions(ecs: Any) -> Items:
    """ACTIVE revisions of task definitions."""
    revisions = (revision for family in ecs.task_definitions.values() for revision in family.values())
    return ((revision.arn, revision.family) for revision in revisions if revision.status == "ACTIVE")


@lists("aws_ecs_capacity_provider", ecs_backends)
def capacity_providers(ecs: Any) -> Items:
    """Capacity providers of our own; FARGATE and FARGATE_SPOT are AWS's."""
    return ((provider.capacity_provider_arn, provider.name) for provider in ecs.capacity_providers.values())


@lists("aws_ecs_account_setting_default", ecs_backends)
def account_settings(ecs: Any) -> Items:
    """Settings of the account other than the defaults, to which Terraform's destroy sets them back."""
    return ((one.name, one.name) for one in ecs.account_settings.values() if one.value != DEFAULTS[one.name])


@lists("aws_appautoscaling_target", applicationautoscaling_backends)
def scalable_targets(scaling: Any) -> Items:
    """Scalable targets."""
    for by_resource in scaling.targets.values():
        for target in by_resource.values():
            yield target.resource_id, target.resource_id


@lists("aws_appautoscaling_policy", applicationautoscaling_backends)
def scaling_policies(scaling: Any) -> Items:
    """Scaling policies, named by what they scale."""
    return ((policy.policy_name, policy.resource_id) for policy in scaling.policies.values())


@lists("aws_appautoscaling_scheduled_action", applicationautoscaling_backends)
def scheduled_actions(scaling: Any) -> Items:
    """Scheduled scaling actions."""
    return (
        (f"{a.scheduled_action_name}-{a.service_namespace}-{a.resource_id}", a.scheduled_action_name)
        for a in scaling.scheduled_actions
    )


@lists("aws_ecr_repository", ecr_backends)
def repositories(ecr: Any) -> Items:
    """Image repositories."""
    return ((repository.name, repository.name) for repository in ecr.repositories.values())
