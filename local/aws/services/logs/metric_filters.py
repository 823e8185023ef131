"""CloudWatch Logs: a metric filter that is put again is changed; moto keeps both and shows the old one."""

from collections.abc import Callable
from typing import Any

from moto.logs.metric_filters import MetricFilters

from local.aws.extend import replace


@replace(MetricFilters)
def add_filter(
    original: Callable[..., None],
    self: MetricFilters,
    filter_name: str,
    filter_pattern: str,
    log_group_name: str,
    *transformations: Any,
) -> None:
    """PutMetricFilter: there is one filter of a name in a log group."""
    self.metric_filters = [
        other
        for other in self.metric_filters
        if (other["filterName"], other["logGroupName"]) != (filter_name, log_group_name)
    ]
    original(self, filter_name, filter_pattern, log_group_name, *transformations)
