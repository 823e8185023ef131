"""Log groups and alarms."""

from collections.abc import Iterator
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends
from moto.logs.models import logs_backends

from local.aws.inventory.registry import lists

Items = Iterator[tuple[str, str]]


@lists("aws_cloudwatch_log_group", logs_backends)
def log_groups(logs: Any) -> Items:
    """Log groups."""
    return ((name, name) for name in logs.groups)


@lists("aws_cloudwatch_metric_alarm", cloudwatch_backends)
def metric_alarms(cloudwatch: Any) -> Items:
    """Metric alarms; those of a target tracking policy belong to the policy."""
    for name, alarm in cloudwatch.alarms.items():
        if getattr(alarm, "rule", None) is None and not name.startswith("TargetTracking-"):
            yield alarm.alarm_arn, name
