"""Amazon RDS: instances, Aurora clusters, and their groups."""

from local.aws.services.rds import (
    clusters,
    event_subscriptions,
    instances,
    managed_passwords,
    parameter_groups,
    subnet_groups,
    versions,
)

__all__ = [
    "clusters",
    "event_subscriptions",
    "instances",
    "managed_passwords",
    "parameter_groups",
    "subnet_groups",
    "versions",
]
