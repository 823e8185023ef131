"""Site-to-site VPN: static routes, route propagation and keys in Secrets Manager, which moto lacks."""

import re
from collections.abc import Callable
from typing import Any

from moto.core.responses import EmptyResult
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.models.vpn_connections import VPNConnection
from moto.ec2.responses import EC2Response

from local.aws.extend import add, is_true, replace, result_of

PRE_SHARED_KEY = re.compile(r"(?<=<pre_shared_key>)[^<]*")


def gateways_of(table: RouteTable) -> list[dict[str, str]]:
    """The VPN gateways whose routes a table takes over, to read or to change."""
    return table.__dict__.setdefault("gateways", [])


RouteTable.propagating_vgws = property(gateways_of)


@add(EC2Response)
def enable_vgw_route_propagation(self: EC2Response) -> EmptyResult:
    """EnableVgwRoutePropagation."""
    gateways = gateways_of(self.ec2_backend.get_route_table(self._get_param("RouteTableId")))
    gateways.append({"GatewayId": self._get_param("GatewayId")})
    return EmptyResult()


@add(EC2Response)
def disable_vgw_route_propagation(self: EC2Response) -> EmptyResult:
    """DisableVgwRoutePropagation."""
    gateways = gateways_of(self.ec2_backend.get_route_table(self._get_param("RouteTableId")))
    gateways[:] = [gateway for gateway in gateways if gateway["GatewayId"] != self._get_param("GatewayId")]
    return EmptyResult()


configuration_with_keys = VPNConnection.customer_gateway_configuration.fget


def configuration_for_device(connection: VPNConnection) -> str:
    """What a device is set up with: without the keys, when these are kept in Secrets Manager."""
    configuration: str = configuration_with_keys(connection)
    return PRE_SHARED_KEY.sub("REDACTED", configuration) if hasattr(connection, "pre_shared_key_arn") else configuration


VPNConnection.customer_gateway_configuration = property(configuration_for_device)


def secret_of(self: EC2Response, connection: VPNConnection) -> str:
    """The secret in which AWS keeps the keys of a connection: AWS's own, which goes with it."""
    return f"arn:aws:secretsmanager:{self.region}:{self.current_account}:secret:s2svpn!{connection.id}"


@replace(EC2Response)
def create_vpn_connection(original: Callable[..., Any], self: EC2Response) -> Any:
    """CreateVpnConnection: whether it is static, where its keys are kept, and no routes yet."""
    answer = original(self)
    connection = result_of(answer, "VpnConnection")
    if self._get_param("PreSharedKeyStorage") == "SecretsManager":
        connection.pre_shared_key_arn = secret_of(self, connection)
    options = self._get_param("Options") or {}
    connection.options = {"StaticRoutesOnly": is_true(options.get("StaticRoutesOnly"))}
    connection.routes = []
    return answer


def connection_of(self: EC2Response) -> VPNConnection:
    """The connection that a request names."""
    return self.ec2_backend.describe_vpn_connections([self._get_param("VpnConnectionId")])[0]


@add(EC2Response)
def create_vpn_connection_route(self: EC2Response) -> EmptyResult:
    """CreateVpnConnectionRoute: available at once."""
    cidr = self._get_param("DestinationCidrBlock")
    connection_of(self).routes.append({"DestinationCidrBlock": cidr, "Source": "Static", "State": "available"})
    return EmptyResult()


@add(EC2Response)
def delete_vpn_connection_route(self: EC2Response) -> EmptyResult:
    """DeleteVpnConnectionRoute."""
    cidr, connection = self._get_param("DestinationCidrBlock"), connection_of(self)
    connection.routes = [route for route in connection.routes if route["DestinationCidrBlock"] != cidr]
    return EmptyResult()


@replace(VPNConnection)
def get_filter_value(
    original: Callable[..., Any], self: VPNConnection, filter_name: str, method_name: str | None = None
) -> Any:
    """DescribeVpnConnections: can be filtered by route and by id."""
    if filter_name == "route.destination-cidr-block":
        return [route["DestinationCidrBlock"] for route in getattr(self, "routes", [])]
    if filter_name == "vpn-connection-id":
        return self.id
    return original(self, filter_name, method_name)
