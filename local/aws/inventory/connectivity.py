"""What joins networks: peering, VPN, prefix lists, DHCP options."""

from collections.abc import Iterator
from typing import Any

from moto.ec2 import ec2_backends

from local.aws.inventory.registry import lists, name_tag

Items = Iterator[tuple[str, str]]

GONE = ("deleted", "deleting", "rejected")


@lists("aws_vpc_peering_connection", ec2_backends)
def peering_connections(ec2: Any) -> Items:
    """Peering connections, listed by the side that asked for them."""
    for connection in ec2.vpc_pcxs.values():
        if connection._status.code not in GONE and connection.vpc.owner_id == ec2.account_id:
            yield connection.id, name_tag(connection)


@lists("aws_vpn_gateway", ec2_backends)
def vpn_gateways(ec2: Any) -> Items:
    """VPN gateways."""
    return ((gateway.id, name_tag(gateway)) for gateway in ec2.vpn_gateways.values() if gateway.state not in GONE)


@lists("aws_customer_gateway", ec2_backends)
def customer_gateways(ec2: Any) -> Items:
    """Customer gateways."""
    return ((gateway.id, name_tag(gateway)) for gateway in ec2.customer_gateways.values() if gateway.state not in GONE)


@lists("aws_vpn_connection", ec2_backends)
def vpn_connections(ec2: Any) -> Items:
    """VPN connections."""
    return ((one.id, name_tag(one)) for one in ec2.vpn_connections.values() if one.state not in GONE)


@lists("aws_ec2_managed_prefix_list", ec2_backends)
def prefix_lists(ec2: Any) -> Items:
    """Prefix lists of our own."""
    for prefix_list in ec2.managed_prefix_lists.values():
        if prefix_list.owner_id == ec2.account_id and prefix_list.state != "delete-complete":
            yield prefix_list.id, prefix_list.prefix_list_name


@lists("aws_vpc_dhcp_options", ec2_backends)
def dhcp_options(ec2: Any) -> Items:
    """DHCP options."""
    return ((options.id, name_tag(options)) for options in ec2.dhcp_options_sets.values())
