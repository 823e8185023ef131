"""EC2 capacity: instances, launch templates, Auto Scaling groups."""

from collections.abc import Iterator
from typing import Any

from moto.autoscaling.models import autoscaling_backends
from moto.ec2 import ec2_backends

from local.aws.inventory.registry import lists, name_tag

Items = Iterator[tuple[str, str]]


@lists("aws_instance", ec2_backends)
def instances(ec2: Any) -> Items:
    """Instances that are not terminated, those of Auto Scaling groups included."""
    for reservation in ec2.reservations.values():
        for instance in reservation.instances:
            if instance.state != "terminated":
                yield instance.id, name_tag(instance)


@lists("aws_launch_template", ec2_backends)
def launch_templates(ec2: Any) -> Items:
    """Launch templates."""
    return ((template.id, template.name) for template in ec2.launch_templates.values())


@lists("aws_autoscaling_group", autoscaling_backends)
def groups(autoscaling: Any) -> Items:
    """Auto Scaling groups."""
    return ((name, name) for name in autoscaling.autoscaling_groups)


@lists("aws_autoscaling_policy", autoscaling_backends)
def policies(autoscaling: Any) -> Items:
    """Scaling policies, named by the group they scale."""
    return ((policy.name, policy.auto_scaling_group_name) for policy in autoscaling.policies.values())


@lists("aws_autoscaling_schedule", autoscaling_backends)
def schedules(autoscaling: Any) -> Items:
    """Scheduled actions of groups."""
    return ((name, name) for name in autoscaling.scheduled_actions)
