"""VPC peering: each side tags the connection for itself.

moto shows the requester's tags to both accounts, so that the accepter's tags never arrive.
"""

from collections.abc import Callable
from typing import Any

from moto.ec2.models.vpc_peering_connections import VPCPeeringConnection
from moto.ec2.responses import EC2Response

from local.aws.extend import replace


class PeeringConnectionAsSeenBy:
    """A peering connection with the tags that one account has given it."""

    def __init__(self, connection: VPCPeeringConnection, ec2: Any) -> None:
        self.connection = connection
        self.tag_list = ec2.describe_tags(filters={"resource-id": [connection.id]})

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


@replace(EC2Response)
def describe_vpc_peering_connections(original: Callable[..., Any], self: EC2Response) -> Any:
    """DescribeVpcPeeringConnections: with the caller's tags."""
    answer = original(self)
    found = answer.result["VpcPeeringConnections"]
    answer.result["VpcPeeringConnections"] = [PeeringConnectionAsSeenBy(one, self.ec2_backend) for one in found]
    return answer
