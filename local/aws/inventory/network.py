"""The network: VPCs and all that lives in them."""

from collections.abc import Iterator
from typing import Any

from moto.ec2 import ec2_backends

from local.aws.inventory.registry import lists, name_tag

Items = Iterator[tuple[str, str]]


def default_vpcs(ec2: Any) -> set[str]:
    """The VPC that AWS gives every account in every region."""
    return {vpc.id for vpc in ec2.vpcs.values() if vpc.is_default}


@lists("aws_vpc", ec2_backends)
def vpcs(ec2: Any) -> Items:
    """All but the default VPC."""
    return ((vpc.id, name_tag(vpc)) for vpc in ec2.vpcs.values() if not vpc.is_default)


@lists("aws_subnet", ec2_backends)
def subnets(ec2: Any) -> Items:
    """Subnets outside the default VPC."""
    defaults = default_vpcs(ec2)
    in_zones = (subnet for zone in ec2.subnets.values() for subnet in zone.values())
    return ((subnet.id, name_tag(subnet)) for subnet in in_zones if subnet.vpc_id not in defaults)


@lists("aws_internet_gateway", ec2_backends)
def internet_gateways(ec2: Any) -> Items:
    """Internet gateways, but not that of the default VPC."""
    defaults, gateways = default_vpcs(ec2), ec2.internet_gateways.values()
    return (
        (gateway.id, name_tag(gateway))
        for gateway in gateways
        if getattr(gateway, "vpc", None) is None or gateway.vpc.id not in defaults
    )


@lists("aws_egress_only_internet_gateway", ec2_backends)
def egress_only_gateways(ec2: Any) -> Items:
    """Gateways that let IPv6 out, and nothing in."""
    return ((gateway.id, name_tag(gateway)) for gateway in ec2.egress_only_internet_gateways.values())


@lists("aws_eip", ec2_backends)
def elastic_addresses(ec2: Any) -> Items:
    """Elastic IP addresses."""
    return ((address.allocation_id, name_tag(address)) for address in ec2.addresses)


@lists("aws_nat_gateway", ec2_backends)
def nat_gateways(ec2: Any) -> Items:
    """NAT gateways that are not deleted."""
    return ((nat.id, name_tag(nat)) for nat in ec2.nat_gateways.values() if nat.state != "deleted")


def custom_route_tables(ec2: Any) -> list[Any]:
    """Route tables other than the main one that every VPC has."""
    return [table for table in ec2.route_tables.values() if table.main_association_id is None]


@lists("aws_route_table", ec2_backends)
def route_tables(ec2: Any) -> Items:
    """Route tables other than main ones."""
    return ((table.id, name_tag(table)) for table in custom_route_tables(ec2))


@lists("aws_route", ec2_backends)
def routes(ec2: Any) -> Items:
    """Routes, but neither a table's local ones nor those of a gateway endpoint."""
    for table in ec2.route_tables.values():
        for route in table.routes:
            destination = route.destination_cidr_block or route.destination_ipv6_cidr_block
            is_endpoint = str(getattr(route, "gateway", None) and route.gateway.id).startswith("vpce-")
            if destination and not route.local and not is_endpoint:
                yield f"{table.id}_{destination}", destination


@lists("aws_route_table_association", ec2_backends)
def route_table_associations(ec2: Any) -> Items:
    """Subnets and gateways with a route table of their own."""
    for table in ec2.route_tables.values():
        yield from table._associations.items()


@lists("aws_vpc_endpoint", ec2_backends)
def vpc_endpoints(ec2: Any) -> Items:
    """Gateway and interface endpoints that are not deleted."""
    endpoints = (endpoint for endpoint in ec2.vpc_end_points.values() if endpoint.state != "deleted")
    return ((endpoint.id, endpoint.service_name) for endpoint in endpoints)


def custom_security_groups(ec2: Any) -> list[Any]:
    """Security groups other than the default one that every VPC has."""
    groups = (group for in_vpc in ec2.groups.values() for group in in_vpc.values())
    return [group for group in groups if group.name != "default"]


@lists("aws_security_group", ec2_backends)
def security_groups(ec2: Any) -> Items:
    """Security groups other than default ones."""
    return ((group.id, group.name) for group in custom_security_groups(ec2))


@lists("aws_vpc_security_group_ingress_rule", ec2_backends)
def ingress_rules(ec2: Any) -> Items:
    """Ingress rules of security groups other than default ones."""
    return ((rule.id, group.name) for group in custom_security_groups(ec2) for rule in group.ingress_rules)


@lists("aws_vpc_security_group_egress_rule", ec2_backends)
def egress_rules(ec2: Any) -> Items:
    """Egress rules of security groups other than default ones."""
    return ((rule.id, group.name) for group in custom_security_groups(ec2) for rule in group.egress_rules)


@lists("aws_network_acl", ec2_backends)
def network_acls(ec2: Any) -> Items:
    """Network ACLs other than the default one that every VPC has."""
    return ((acl.id, name_tag(acl)) for acl in ec2.network_acls.values() if not acl.default)


@lists("aws_flow_log", ec2_backends)
def flow_logs(ec2: Any) -> Items:
    """Flow logs."""
    return ((log.id, log.resource_id) for log in ec2.flow_logs.values())
