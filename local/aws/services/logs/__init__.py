"""Amazon CloudWatch Logs: log groups, what is counted in them, and saved queries."""

from local.aws.services.logs import encryption, metric_filters, query_definitions

__all__ = ["encryption", "metric_filters", "query_definitions"]
