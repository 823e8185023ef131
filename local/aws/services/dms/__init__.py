"""AWS DMS: replication instances, their subnets, the two sides of a task, the task itself."""

from local.aws.services.dms import certificates, endpoints, instances, subnet_groups, tags, tasks

__all__ = ["certificates", "endpoints", "instances", "subnet_groups", "tags", "tasks"]
