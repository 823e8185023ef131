"""Detailed monitoring of instances, which moto cannot switch."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.responses import EC2Response

from local.aws.extend import replace


def switch(self: EC2Response, state: str) -> ActionResult:
    """Sets the monitoring of the instances that a request names, effective at once."""
    instances = [self.ec2_backend.get_instance(instance_id) for instance_id in self._get_param("InstanceIds", [])]
    for instance in instances:
        instance.monitoring_state = state
    return ActionResult({"InstanceMonitorings": [{"InstanceId": i.id, "Monitoring": i.monitoring} for i in instances]})


@replace(EC2Response)
def monitor_instances(_: Callable[..., Any], self: EC2Response) -> ActionResult:
    """MonitorInstances."""
    return switch(self, "enabled")


@replace(EC2Response)
def unmonitor_instances(_: Callable[..., Any], self: EC2Response) -> ActionResult:
    """UnmonitorInstances."""
    return switch(self, "disabled")
