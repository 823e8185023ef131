"""Amazon EC2: the network, and what instances are launched from."""

from local.aws.services.ec2 import flow_logs, launch_templates, security_group_rules, vpc_endpoints

__all__ = ["flow_logs", "launch_templates", "security_group_rules", "vpc_endpoints"]
