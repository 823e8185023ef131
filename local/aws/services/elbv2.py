"""Elastic Load Balancing: reserved minimum capacity (`minimum_load_balancer_capacity` of aws_lb).

moto cannot set one and always answers that there is none, which is drift once a configuration sets it.
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.elbv2.responses import ELBV2Response

from local.aws.extend import add, is_true, replace, store


def capacities(self: ELBV2Response) -> dict[str, int]:
    """Reserved capacity units by load balancer ARN."""
    return store(self.elbv2_backend, "capacities", dict)


@add(ELBV2Response)
def modify_capacity_reservation(self: ELBV2Response) -> ActionResult:
    """ModifyCapacityReservation: sets or resets the reservation, effective at once."""
    arn = self._get_param("LoadBalancerArn")
    wanted = self._get_param("MinimumLoadBalancerCapacity") or {}
    if wanted.get("CapacityUnits"):
        capacities(self)[arn] = int(wanted["CapacityUnits"])
    if is_true(self._get_param("ResetCapacityReservation")):
        capacities(self).pop(arn, None)
    return reservation(self)


def reservation(self: ELBV2Response) -> ActionResult:
    """The reservation of the load balancer that a request names, provisioned in each of its zones."""
    arn = self._get_param("LoadBalancerArn")
    answer: dict[str, Any] = {"CapacityReservationState": [], "DecreaseRequestsRemaining": 2}
    units = capacities(self).get(arn)
    if units is not None:
        answer["MinimumLoadBalancerCapacity"] = {"CapacityUnits": units}
        answer["CapacityReservationState"] = [
            {"AvailabilityZone": zone, "EffectiveCapacityUnits": float(units), "State": {"Code": "provisioned"}}
            for zone in zones_of(self, arn)
        ]
    return ActionResult(answer)


@replace(ELBV2Response)
def describe_capacity_reservation(_: Callable[..., Any], self: ELBV2Response) -> ActionResult:
    """DescribeCapacityReservation."""
    return reservation(self)


def zones_of(self: ELBV2Response, arn: str) -> list[str]:
    """The availability zones of a load balancer."""
    balancer = self.elbv2_backend.load_balancers[arn]
    return sorted({subnet.availability_zone for subnet in balancer.subnets})
