"""Schedules, events, state machines and their locks, service discovery, shared files."""

from collections.abc import Iterator
from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.efs.models import efs_backends
from moto.events.models import events_backends
from moto.scheduler.models import scheduler_backends
from moto.servicediscovery.models import servicediscovery_backends
from moto.stepfunctions.models import stepfunctions_backends

from local.aws.inventory.registry import lists

Items = Iterator[tuple[str, str]]


@lists("aws_scheduler_schedule", scheduler_backends)
def schedules(scheduler: Any) -> Items:
    """Schedules of all groups."""
    for group in scheduler.schedule_groups.values():
        for schedule in group.schedules.values():
            yield f"{group.name}/{schedule.name}", schedule.name


@lists("aws_scheduler_schedule_group", scheduler_backends)
def schedule_groups(scheduler: Any) -> Items:
    """Schedule groups other than the default one."""
    return ((name, name) for name in scheduler.schedule_groups if name != "default")


@lists("aws_cloudwatch_event_rule", events_backends)
def event_rules(events: Any) -> Items:
    """Rules of all buses."""
    return ((rule.arn, rule.name) for bus in events.event_buses.values() for rule in bus.rules.values())


@lists("aws_cloudwatch_event_target", events_backends)
def event_targets(events: Any) -> Items:
    """Where rules send what they match."""
    for bus in events.event_buses.values():
        for rule in bus.rules.values():
            for target in rule.targets:
                yield f"{rule.name}/{target['Id']}", target["Id"]


@lists("aws_sfn_state_machine", stepfunctions_backends)
def state_machines(states: Any) -> Items:
    """State machines."""
    return ((machine.arn, machine.name) for machine in states.state_machines)


@lists("aws_dynamodb_table", dynamodb_backends)
def tables(dynamodb: Any) -> Items:
    """Tables."""
    return ((table.table_arn, table.name) for table in dynamodb.tables.values())


@lists("aws_service_discovery_private_dns_namespace", servicediscovery_backends)
def namespaces(discovery: Any) -> Items:
    """Namespaces with a private zone."""
    return ((one.id, one.name) for one in discovery.namespaces.values() if one.type == "DNS_PRIVATE")


@lists("aws_service_discovery_http_namespace", servicediscovery_backends)
def http_namespaces(discovery: Any) -> Items:
    """Namespaces without a zone, as Service Connect uses them."""
    return ((one.id, one.name) for one in discovery.namespaces.values() if one.type == "HTTP")


@lists("aws_service_discovery_service", servicediscovery_backends)
def discovered_services(discovery: Any) -> Items:
    """Services that can be discovered."""
    return ((service.id, service.name) for service in discovery.services.values())


@lists("aws_efs_file_system", efs_backends)
def file_systems(efs: Any) -> Items:
    """File systems."""
    return ((system.file_system_id, system.info_json()["Name"]) for system in efs.file_systems_by_id.values())


@lists("aws_efs_mount_target", efs_backends)
def mount_targets(efs: Any) -> Items:
    """Mount targets."""
    return ((target.mount_target_id, target.file_system_id) for target in efs.mount_targets_by_id.values())


@lists("aws_efs_access_point", efs_backends)
def access_points(efs: Any) -> Items:
    """Access points."""
    return ((point.access_point_id, point.root_directory["Path"]) for point in efs.access_points.values())
