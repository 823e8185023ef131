"""Target health of ECS services: their tasks are registered with the target groups that the services name.

moto registers none, so that the target group of a running service is empty.
"""

from collections.abc import Callable, Iterator
from typing import Any

from moto.ecs.models import Task, ecs_backends
from moto.elbv2.models import ELBv2Backend, FakeHealthStatus

from local.aws.extend import replace
from local.aws.services.ecs.deployments import advance
from local.aws.services.ecs.service_tasks import live_tasks

# Where Docker begins when a container asks for any port of its host.
FIRST_DYNAMIC_PORT = 32768


def address_of(task: Task, balancer: dict[str, Any], number: int) -> tuple[str, int]:
    """The target that a task is: its own address, or its instance and the port there."""
    for attachment in task.attachments:
        details = {detail["name"]: detail["value"] for detail in attachment["details"]}
        return details["privateIPv4Address"], balancer["containerPort"]
    definitions = task.made_of.container_definitions
    container = next(one for one in definitions if one["name"] == balancer["containerName"])
    mappings = container.get("portMappings") or []
    port = next((m.get("hostPort") for m in mappings if m["containerPort"] == balancer["containerPort"]), None)
    instances = task._backend.container_instances.get(task.cluster_name, {}).values()
    on = (one.ec2_instance_id for one in instances if one.container_instance_arn == task.container_instance_arn)
    return next(on, ""), port or FIRST_DYNAMIC_PORT + number


def targets_of(self: ELBv2Backend, target_group_arn: str) -> Iterator[FakeHealthStatus]:
    """The tasks behind a target group: healthy once they run, else failing their checks."""
    ecs = ecs_backends[self.account_id][self.region_name]
    for service in list(ecs.services.values()):
        for balancer in service.load_balancers or []:
            if balancer.get("targetGroupArn") != target_group_arn:
                continue
            advance(ecs, service)
            for number, task in enumerate(live_tasks(ecs, service)):
                target, port = address_of(task, balancer, number)
                if task.last_status == "RUNNING":
                    yield FakeHealthStatus(target, str(port), str(port), "healthy")
                else:
                    why = ("Target.FailedHealthChecks", "Health checks failed")
                    yield FakeHealthStatus(target, str(port), str(port), "unhealthy", *why)


@replace(ELBv2Backend)
def describe_target_health(
    original: Callable[..., Any], self: ELBv2Backend, target_group_arn: str, targets: list[dict[str, Any]]
) -> list[FakeHealthStatus]:
    """DescribeTargetHealth: with the tasks of services; of the targets that are named, or of all."""
    tasks = list(targets_of(self, target_group_arn))
    known = {task.instance_id for task in tasks}
    others = [target for target in targets if target["Id"] not in known]
    asked = {target["Id"] for target in targets}
    registered = original(self, target_group_arn, others) if others or not targets else []
    return [*registered, *(task for task in tasks if not asked or task.instance_id in asked)]
