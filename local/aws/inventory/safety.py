"""What keeps and watches: vaults and plans, warehouses, detectors, recorders, topics."""

from collections.abc import Iterator
from typing import Any

from moto.backup.models import backup_backends
from moto.config.models import config_backends
from moto.guardduty.models import guardduty_backends
from moto.rds.models import rds_backends
from moto.sns.models import sns_backends

from local.aws.inventory.registry import lists
from local.aws.services.backup import selections as selections_of
from local.aws.services.redshift_serverless.models import redshiftserverless_backends

Items = Iterator[tuple[str, str]]


@lists("aws_backup_vault", backup_backends)
def vaults(backup: Any) -> Items:
    """Vaults."""
    return ((name, name) for name in backup.vaults)


@lists("aws_backup_plan", backup_backends)
def plans(backup: Any) -> Items:
    """Plans."""
    return ((identifier, plan.backup_plan["BackupPlanName"]) for identifier, plan in backup.plans.items())


@lists("aws_backup_selection", backup_backends)
def selections(backup: Any) -> Items:
    """What plans select."""
    for identifier, selection in selections_of(backup).items():
        yield identifier, selection["BackupSelection"]["SelectionName"]


@lists("aws_redshiftserverless_namespace", redshiftserverless_backends)
def namespaces(redshift: Any) -> Items:
    """Namespaces."""
    return ((name, name) for name in redshift.namespaces)


@lists("aws_redshiftserverless_workgroup", redshiftserverless_backends)
def workgroups(redshift: Any) -> Items:
    """Workgroups."""
    return ((name, name) for name in redshift.workgroups)


@lists("aws_redshiftserverless_usage_limit", redshiftserverless_backends)
def usage_limits(redshift: Any) -> Items:
    """Usage limits, named by what they limit."""
    return ((identifier, limit["usageType"]) for identifier, limit in redshift.limits.items())


@lists("aws_guardduty_detector", guardduty_backends)
def detectors(guardduty: Any) -> Items:
    """Detectors; their features go with them."""
    return ((identifier, identifier) for identifier in guardduty.detectors)


@lists("aws_config_configuration_recorder", config_backends)
def recorders(config: Any) -> Items:
    """Recorders."""
    return ((name, name) for name in config.recorders)


@lists("aws_config_delivery_channel", config_backends)
def delivery_channels(config: Any) -> Items:
    """Where recorders deliver to."""
    return ((name, name) for name in config.delivery_channels)


@lists("aws_config_config_rule", config_backends)
def config_rules(config: Any) -> Items:
    """Rules."""
    return ((name, name) for name in config.config_rules)


@lists("aws_db_event_subscription", rds_backends)
def event_subscriptions(rds: Any) -> Items:
    """Who hears of the events of databases."""
    return ((name, name) for name in rds.event_subscriptions)


@lists("aws_sns_topic", sns_backends)
def topics(sns: Any) -> Items:
    """Topics."""
    return ((arn, topic.name) for arn, topic in sns.topics.items())


@lists("aws_sns_topic_subscription", sns_backends)
def subscriptions(sns: Any) -> Items:
    """Who hears of topics."""
    return ((arn, subscription.endpoint) for arn, subscription in sns.subscriptions.items())
