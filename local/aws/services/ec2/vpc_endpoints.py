"""VPC endpoints: a change of subnets or route tables reaches the network.

moto notes the new ids, but adds no network interface and no route, and then fails to delete the endpoint because of
the route that isn't there. It also ignores a change of private DNS.
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.vpcs import VPCBackend, VPCEndPoint
from moto.ec2.responses import EC2Response
from moto.ec2.utils import random_private_ip

from local.aws.extend import is_true, replace


def sync_routes(ec2: Any, endpoint: VPCEndPoint, before: list[str]) -> None:
    """Gives each route table that joined the endpoint's route, and takes it from those that left."""
    prefix_list = endpoint.destination_prefix_list_id
    if prefix_list is None:
        return
    for table in set(endpoint.route_table_ids) - set(before):
        ec2.create_route(table, None, gateway_id=endpoint.id, destination_prefix_list_id=prefix_list)
    for table in set(before) - set(endpoint.route_table_ids):
        ec2.delete_route(table, prefix_list)


def sync_interfaces(ec2: Any, endpoint: VPCEndPoint) -> None:
    """Makes one network interface in each of the endpoint's subnets, and none elsewhere."""
    if (endpoint.vpc_endpoint_type or "").lower() != "interface":
        return
    by_subnet = {ec2.enis[i].subnet.id: i for i in endpoint.network_interface_ids if i in ec2.enis}
    for subnet_id in set(by_subnet) - set(endpoint.subnet_ids):
        ec2.enis.pop(by_subnet.pop(subnet_id))
    for subnet_id in set(endpoint.subnet_ids) - set(by_subnet):
        by_subnet[subnet_id] = ec2.create_network_interface(subnet_id, random_private_ip()).id
    endpoint.network_interface_ids = list(by_subnet.values())


@replace(VPCBackend)
def modify_vpc_endpoint(original: Callable[..., None], self: Any, vpc_id: str, **changes: Any) -> None:
    """ModifyVpcEndpoint: routes and network interfaces follow. (moto calls the endpoint's id `vpc_id`.)"""
    endpoint = self.describe_vpc_endpoints([vpc_id])[0]
    route_tables = list(endpoint.route_table_ids)
    original(self, vpc_id=vpc_id, **changes)
    sync_routes(self, endpoint, route_tables)
    sync_interfaces(self, endpoint)


@replace(EC2Response, "modify_vpc_endpoint")
def modify_private_dns(original: Callable[..., ActionResult], self: EC2Response) -> ActionResult:
    """ModifyVpcEndpoint: private DNS."""
    answer = original(self)
    private_dns = self._get_param("PrivateDnsEnabled")
    if private_dns is not None:
        endpoint = self.ec2_backend.describe_vpc_endpoints([self._get_param("VpcEndpointId")])[0]
        endpoint.private_dns_enabled = is_true(private_dns)
    return answer
