"""Container instances: the InService instances of the Auto Scaling groups behind a cluster's capacity providers.

On AWS the agent on an instance registers it with its cluster. moto registers none, so that a cluster on EC2 has no
capacity, and a DAEMON service nowhere to run. Each takes the CPU and memory of its instance type; what the kernel and
the agent keep for themselves is not taken off.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from moto.autoscaling.models import autoscaling_backends
from moto.ec2 import ec2_backends
from moto.ec2.models.instance_types import INSTANCE_TYPES
from moto.ecs.models import ContainerInstance, EC2ContainerServiceBackend

from local.aws.extend import replace

CPU_UNITS = 1024


def needs_of(task_definition: Any) -> dict[str, Any]:
    """What a task takes of a container instance; a container without memory of its own counts as none."""
    definitions = task_definition.container_definitions
    ports = [
        port for definition in definitions for port in definition.get("portMappings") or [] if port.get("hostPort")
    ]
    return {
        "CPU": sum(int(definition.get("cpu") or 0) for definition in definitions),
        "MEMORY": sum(int(d.get("memory") or d.get("memoryReservation") or 0) for d in definitions),
        "PORTS": [port["hostPort"] for port in ports if (port.get("protocol") or "tcp") == "tcp"],
        "PORTS_UDP": [port["hostPort"] for port in ports if port.get("protocol") == "udp"],
    }


EC2ContainerServiceBackend._calculate_task_resource_requirements = staticmethod(needs_of)


def in_service(backend: EC2ContainerServiceBackend, cluster: Any) -> Iterator[tuple[str, str]]:
    """Instance ids that the cluster's capacity providers offer, each with the name of its provider."""
    groups = autoscaling_backends[backend.account_id][backend.region_name].autoscaling_groups
    by_arn = {group.arn: group for group in groups.values()}
    for name in cluster.capacity_providers or []:
        provider = backend._get_provider(name)
        group = provider and by_arn.get(provider.auto_scaling_group_provider["autoScalingGroupArn"])
        for state in group.instance_states if group else []:
            if state.lifecycle_state == "InService":
                yield state.instance.id, provider.name


def is_running(backend: EC2ContainerServiceBackend, instance: ContainerInstance) -> bool:
    """Whether the EC2 instance of a container instance still runs."""
    reservations = ec2_backends[backend.account_id][backend.region_name].reservations.values()
    running = (i.id for reservation in reservations for i in reservation.instances if i.state == "running")
    return instance.ec2_instance_id in running


def register(backend: EC2ContainerServiceBackend, cluster_name: str, instance_id: str, provider: str) -> None:
    """Registers one instance with the resources of its type."""
    instance = backend.register_container_instance(cluster_name, instance_id)
    instance.capacity_provider_name = provider
    shape = INSTANCE_TYPES[instance.attributes["ecs.instance-type"]]
    sizes = {"CPU": shape["VCpuInfo"]["DefaultVCpus"] * CPU_UNITS, "MEMORY": shape["MemoryInfo"]["SizeInMiB"]}
    for resource in instance.registered_resources:
        resource["integerValue"] = sizes.get(resource["name"], resource["integerValue"])


def sync(backend: EC2ContainerServiceBackend, cluster_name: str) -> list[ContainerInstance]:
    """Registers what has come, drops what has gone, and counts what tasks leave of each instance."""
    cluster = backend.clusters.get(cluster_name)
    if cluster is None or cluster.status == "INACTIVE":
        backend.container_instances.pop(cluster_name, None)
        return []
    registered = backend.container_instances.get(cluster_name, {})
    for arn_end, instance in list(registered.items()):
        if not is_running(backend, instance):
            del registered[arn_end]
    known = {instance.ec2_instance_id for instance in registered.values()}
    for instance_id, provider in in_service(backend, cluster):
        if instance_id not in known:
            register(backend, cluster_name, instance_id, provider)
    instances = list(backend.container_instances.setdefault(cluster_name, {}).values())
    cluster.registered_container_instances_count = len(instances)
    for instance in instances:
        measure(backend, cluster_name, instance)
    return instances


def measure(backend: EC2ContainerServiceBackend, cluster_name: str, instance: ContainerInstance) -> None:
    """Sets what the tasks on an instance leave of it, and how many they are."""
    instance.remaining_resources = copy.deepcopy(instance.registered_resources)
    instance.running_tasks_count = 0
    for task in backend.tasks.get(cluster_name, {}).values():
        if task.container_instance_arn == instance.container_instance_arn and task.last_status != "STOPPED":
            backend.update_container_instance_resources(instance, task.resource_requirements)


@replace(EC2ContainerServiceBackend, "list_container_instances", "describe_container_instances")
def look(original: Callable[..., Any], self: EC2ContainerServiceBackend, cluster: str, *args: Any) -> Any:
    """ListContainerInstances, DescribeContainerInstances: those that there are now."""
    sync(self, cluster.split("/")[-1])
    return original(self, cluster, *args)
