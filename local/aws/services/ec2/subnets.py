"""Subnets: their IPv6 ranges can be looked up, and say that they are associated.

moto nests the state of a range in itself, and can't filter by its association, as the provider does while it waits.
"""

from collections.abc import Callable
from typing import Any

from moto.ec2.models.subnets import Subnet

from local.aws.extend import replace


def ipv6_ranges(subnet: Subnet) -> list[dict[str, Any]]:
    """The ranges that a subnet has."""
    return [
        {
            "AssociationId": association["associationId"],
            "Ipv6CidrBlock": association["ipv6CidrBlock"],
            "Ipv6CidrBlockState": association["ipv6CidrBlockState"],
        }
        for association in subnet.ipv6_cidr_block_associations.values()
        if association["ipv6CidrBlockState"]["State"] == "associated"
    ]


Subnet.ipv6_cidr_block_association_set = property(ipv6_ranges)


@replace(Subnet)
def get_filter_value(
    original: Callable[..., Any], self: Subnet, filter_name: str, method_name: str | None = None
) -> Any:
    """DescribeSubnets: can be filtered by the association of an IPv6 range."""
    if filter_name == "ipv6-cidr-block-association.association-id":
        return [one["AssociationId"] for one in ipv6_ranges(self)]
    return original(self, filter_name, method_name)
