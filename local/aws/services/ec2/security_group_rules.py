"""Security group rules: descriptions and changes for every kind of source.

moto shows the description of CIDR rules only, takes two rules that differ in the description for different ones, and
changes no rule that has no ports (protocol -1) or whose source is a group or a prefix list. The provider's
aws_vpc_security_group_ingress_rule and _egress_rule are changed in place, so all of that shows as drift.
"""

from collections.abc import Callable
from typing import Any

from moto.ec2.exceptions import InvalidSecurityGroupNotFoundError, InvalidSecurityGroupRuleIdNotFoundError
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule

from local.aws.extend import replace, replace_property

ALL_PROTOCOLS = "-1"

# Where moto passes the prefix list to a rule.
PREFIX_LIST = 7


@replace(SecurityGroupRule)
def __init__(original: Callable[..., None], self: SecurityGroupRule, *args: Any, **kwargs: Any) -> None:
    """Keeps the description that comes with a prefix list."""
    original(self, *args, **kwargs)
    prefix_list = kwargs.get("prefix_list_id") or (args[PREFIX_LIST] if len(args) > PREFIX_LIST else None)
    self.prefix_list_description = prefix_list.get("Description") if isinstance(prefix_list, dict) else None


@replace_property(SecurityGroupRule)
def description(self: SecurityGroupRule, of_cidr: str | None) -> str | None:
    """The description, whatever the source."""
    return of_cidr or self.source_group.get("Description") or self.prefix_list_description


def identity(rule: SecurityGroupRule) -> tuple[Any, ...]:
    """What makes a rule the same rule; the description is not part of it."""
    group = rule.source_group.get("GroupId")
    return (rule.ip_protocol, rule.from_port, rule.to_port, rule.cidr_ipv4, rule.cidr_ipv6, group, rule.prefix_list_id)


@replace(SecurityGroupRule)
def __eq__(_: Callable[..., bool], self: SecurityGroupRule, other: object) -> bool:
    """Two rules are the same when they let the same traffic through."""
    return isinstance(other, SecurityGroupRule) and identity(self) == identity(other)


def change(rule: SecurityGroupRule, new: dict[str, Any], account: str) -> None:
    """Gives a rule the protocol, ports, source and description of a ModifySecurityGroupRules request."""
    text = {"Description": new["Description"]} if new.get("Description") else {}
    rule.ip_protocol = new.get("IpProtocol") or rule.ip_protocol
    has_ports = rule.ip_protocol != ALL_PROTOCOLS
    rule.from_port = int(new.get("FromPort", -1)) if has_ports else None
    rule.to_port = int(new.get("ToPort", -1)) if has_ports else None
    rule.ip_range, rule.source_group, rule.prefix_list_id = {}, {}, new.get("PrefixListId")
    rule.prefix_list_description = text.get("Description") if rule.prefix_list_id else None
    if new.get("CidrIpv4"):
        rule.ip_range = {"CidrIp": new["CidrIpv4"], **text}
    elif new.get("CidrIpv6"):
        rule.ip_range = {"CidrIpv6": new["CidrIpv6"], **text}
    elif new.get("ReferencedGroupId"):
        rule.source_group = {"GroupId": new["ReferencedGroupId"], "UserId": account, **text}


@replace(SecurityGroupBackend)
def modify_security_group_rules(
    _: Callable[..., None], self: Any, group_id: str, rules: dict[str, dict[str, Any]]
) -> None:
    """ModifySecurityGroupRules for every kind of source, without ports, and with an emptied description."""
    group = self.get_security_group_by_name_or_id(group_id)
    if group is None:
        raise InvalidSecurityGroupNotFoundError(group_id)
    for rule_id, new in rules.items():
        rule = group.get_rule(rule_id)
        if rule is None:
            raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
        change(rule, new, self.account_id)
