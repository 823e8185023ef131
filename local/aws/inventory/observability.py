"""Logs and alarms."""

from collections.abc import Iterator
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends
from moto.firehose.models import firehose_backends
from moto.logs.models import logs_backends

from local.aws.inventory.registry import lists
from local.aws.services.logs.query_definitions import definitions

Items = Iterator[tuple[str, str]]


@lists("aws_cloudwatch_log_group", logs_backends)
def log_groups(logs: Any) -> Items:
    """Log groups."""
    return ((name, name) for name in logs.groups)


@lists("aws_cloudwatch_log_subscription_filter", logs_backends)
def subscription_filters(logs: Any) -> Items:
    """Filters that send lines elsewhere, named by their log group."""
    for group in logs.groups.values():
        for name in group.subscription_filters:
            yield f"{group.name}|{name}", group.name


@lists("aws_kinesis_firehose_delivery_stream", firehose_backends)
def delivery_streams(firehose: Any) -> Items:
    """Delivery streams."""
    return ((stream.delivery_stream_arn, name) for name, stream in firehose.delivery_streams.items())


@lists("aws_cloudwatch_log_resource_policy", logs_backends)
def log_resource_policies(logs: Any) -> Items:
    """Policies of log groups."""
    return ((name, name) for name in logs.resource_policies)


@lists("aws_cloudwatch_log_delivery_source", logs_backends)
def delivery_sources(logs: Any) -> Items:
    """What delivers logs of its own."""
    return ((name, name) for name in logs.delivery_sources)


@lists("aws_cloudwatch_log_delivery_destination", logs_backends)
def delivery_destinations(logs: Any) -> Items:
    """Where such logs go."""
    return ((name, name) for name in logs.delivery_destinations)


@lists("aws_cloudwatch_log_delivery", logs_backends)
def deliveries(logs: Any) -> Items:
    """The ways from the ones to the others."""
    return ((identifier, delivery.delivery_source_name) for identifier, delivery in logs.deliveries.items())


@lists("aws_cloudwatch_log_metric_filter", logs_backends)
def metric_filters(logs: Any) -> Items:
    """Metric filters, named by their log group."""
    filters = logs.filters.metric_filters
    return ((one["filterName"], one["logGroupName"]) for one in filters)


@lists("aws_cloudwatch_query_definition", logs_backends)
def query_definitions(logs: Any) -> Items:
    """Saved queries."""
    return ((identifier, definition["name"]) for identifier, definition in definitions(logs).items())


@lists("aws_cloudwatch_metric_alarm", cloudwatch_backends)
def metric_alarms(cloudwatch: Any) -> Items:
    """Metric alarms; those of a target tracking policy belong to the policy."""
    for name, alarm in cloudwatch.alarms.items():
        if alarm.rule is None and not name.startswith("TargetTracking-"):
            yield name, name


@lists("aws_cloudwatch_composite_alarm", cloudwatch_backends)
def composite_alarms(cloudwatch: Any) -> Items:
    """Composite alarms."""
    return ((name, name) for name, alarm in cloudwatch.alarms.items() if alarm.rule is not None)


@lists("aws_cloudwatch_dashboard", cloudwatch_backends)
def dashboards(cloudwatch: Any) -> Items:
    """Dashboards."""
    return ((name, name) for name in cloudwatch.dashboards)
