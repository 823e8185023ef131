"""Route 53: a hosted zone that is created with a VPC is private.

Terraform sends the VPC and no PrivateZone flag, as AWS accepts it. moto makes such a zone public, and every later
plan wants to add the VPC again.
"""

from collections.abc import Callable
from typing import Any

from moto.route53.responses import Route53

from local.aws.extend import replace


@replace(Route53)
def _get_bool_param(original: Callable[..., Any], self: Route53, name: str, *args: Any, **kwargs: Any) -> Any:
    """CreateHostedZone: PrivateZone follows from the VPC."""
    if name == "HostedZoneConfig.PrivateZone" and self._get_param("VPC.VPCId"):
        return True
    return original(self, name, *args, **kwargs)
