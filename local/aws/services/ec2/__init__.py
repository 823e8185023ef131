"""Amazon EC2: the network, and what instances are launched from."""

from local.aws.services.ec2 import (
    dhcp_options,
    flow_logs,
    launch_templates,
    monitoring,
    security_group_rules,
    subnets,
    vpc_endpoints,
    vpc_peering,
    vpn,
)

__all__ = [
    "dhcp_options",
    "flow_logs",
    "launch_templates",
    "monitoring",
    "security_group_rules",
    "subnets",
    "vpc_endpoints",
    "vpc_peering",
    "vpn",
]
