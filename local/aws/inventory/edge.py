"""The edge: load balancers, certificates, DNS, firewalls, CloudFront."""

from collections.abc import Iterator
from typing import Any

from moto.acm.models import acm_backends
from moto.cloudfront.models import cloudfront_backends
from moto.elbv2.models import elbv2_backends
from moto.route53.models import route53_backends
from moto.wafv2.models import wafv2_backends

from local.aws.inventory.registry import lists
from local.aws.services.cloudfront_response_headers import policies

Items = Iterator[tuple[str, str]]


@lists("aws_lb", elbv2_backends)
def load_balancers(elbv2: Any) -> Items:
    """Load balancers of every kind."""
    return ((balancer.arn, balancer.name) for balancer in elbv2.load_balancers.values())


@lists("aws_lb_listener", elbv2_backends)
def listeners(elbv2: Any) -> Items:
    """Listeners, named `<load balancer>:<port>`."""
    for balancer in elbv2.load_balancers.values():
        for listener in balancer.listeners.values():
            yield listener.arn, f"{balancer.name}:{listener.port}"


@lists("aws_lb_listener_rule", elbv2_backends)
def listener_rules(elbv2: Any) -> Items:
    """Listener rules, but not the default one, which belongs to its listener."""
    for balancer in elbv2.load_balancers.values():
        for listener in balancer.listeners.values():
            for rule in listener._non_default_rules.values():
                yield rule.arn, f"{balancer.name}:{listener.port} {rule.priority}"


@lists("aws_lb_target_group", elbv2_backends)
def target_groups(elbv2: Any) -> Items:
    """Target groups."""
    return ((group.arn, group.name) for group in elbv2.target_groups.values())


@lists("aws_acm_certificate", acm_backends)
def certificates(acm: Any) -> Items:
    """Certificates, requested and imported."""
    return ((arn, certificate.common_name) for arn, certificate in acm._certificates.items())


def own_zones(route53: Any) -> list[Any]:
    """Hosted zones, public and private, but not those that a service such as Cloud Map made for itself."""
    return [zone for zone in route53.zones.values() if getattr(zone, "linked_service", None) is None]


@lists("aws_route53_zone", route53_backends)
def zones(route53: Any) -> Items:
    """Hosted zones of our own."""
    return ((zone.resource_id, zone.name.rstrip(".")) for zone in own_zones(route53))


@lists("aws_route53_record", route53_backends)
def records(route53: Any) -> Items:
    """Records, but not the NS and SOA that a zone is born with."""
    for zone in own_zones(route53):
        for record in zone.rrsets:
            is_born = record.type in ("NS", "SOA") and record.name.rstrip(".") == zone.name.rstrip(".")
            if not is_born:
                parts = [zone.resource_id, record.name.rstrip("."), record.type, record.set_identifier]
                yield "_".join(part for part in parts if part), record.name.rstrip(".")


@lists("aws_route53_health_check", route53_backends)
def health_checks(route53: Any) -> Items:
    """Health checks, named by what they ask."""
    return ((identifier, str(check.ip_address or check.fqdn)) for identifier, check in route53.health_checks.items())


@lists("aws_wafv2_web_acl", wafv2_backends)
def web_acls(wafv2: Any) -> Items:
    """Web ACLs."""
    return ((acl.id, acl.name) for acl in wafv2.wacls.values())


@lists("aws_cloudfront_distribution", cloudfront_backends)
def distributions(cloudfront: Any) -> Items:
    """Distributions, named by the names that they answer to."""
    for identifier, distribution in cloudfront.distributions.items():
        names = distribution.distribution_config.__dict__["Aliases"].get("Items") or []
        yield identifier, " ".join(names)


@lists("aws_cloudfront_origin_access_control", cloudfront_backends)
def origin_access_controls(cloudfront: Any) -> Items:
    """How distributions sign what they ask of buckets."""
    return ((identifier, control.name) for identifier, control in cloudfront.origin_access_controls.items())


@lists("aws_cloudfront_response_headers_policy", cloudfront_backends)
def response_headers_policies(cloudfront: Any) -> Items:
    """Headers that distributions add to answers."""
    return ((identifier, policy.config["Name"]) for identifier, policy in policies(cloudfront).items())
