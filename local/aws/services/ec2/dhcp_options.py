"""DHCP options: created with their tags, which moto drops."""

from collections.abc import Callable
from typing import Any

from moto.ec2.responses import EC2Response

from local.aws.extend import replace, result_of


@replace(EC2Response)
def create_dhcp_options(original: Callable[..., Any], self: EC2Response) -> Any:
    """CreateDhcpOptions."""
    answer = original(self)
    result_of(answer, "DhcpOptions").add_tags(self._parse_tag_specification().get("dhcp-options", {}))
    return answer
