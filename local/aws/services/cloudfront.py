"""CloudFront: distributions as they were written, and ends that AWS refuses.

- A distribution's configuration comes back as it was sent. moto rebuilds it from what it knows of, drops the rest
  (origin access controls, error pages, functions) and gives every behaviour the settings of old ones (forwarded
  values, TTLs), so that every later plan changes the distribution.
- Its ARN names no region: `arn:aws:cloudfront::123456789012:distribution/…`. moto leaves the field out, and what is
  given such an ARN refuses it.
- A change gives it another ETag, and it must bear the one that it was made from.
- Only a distribution that is disabled can be deleted; an origin access control, only when no distribution uses it.
- Two distributions can't answer to the same name.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from moto.cloudfront.models import (
    CloudFrontBackend,
    Distribution,
    DistributionConfig,
    OriginAccessControl,
    random_id,
)
from moto.core.exceptions import ServiceException
from moto.utilities.utils import get_partition

from local.aws.extend import replace


class DistributionNotDisabled(ServiceException):
    """What is still enabled can't be deleted."""

    code = "DistributionNotDisabled"
    message = "The distribution you are trying to delete has not been disabled."


class OriginAccessControlInUse(ServiceException):
    """A distribution still signs its requests by it."""

    code = "OriginAccessControlInUse"
    message = "Cannot delete the origin access control because it's in use by one or more distributions."


class CNAMEAlreadyExists(ServiceException):
    """Another distribution answers to the name."""

    code = "CNAMEAlreadyExists"
    message = "One or more of the CNAMEs you provided are already associated with a different resource."


class PreconditionFailed(ServiceException):
    """The change was made from an older state."""

    code = "PreconditionFailed"
    message = "The request failed because it didn't meet the preconditions in one or more request-header fields."


@replace(Distribution, "__init__")
def name_no_region(
    original: Callable[..., None], self: Distribution, account_id: str, region_name: str, config: dict[str, Any]
) -> None:
    """A distribution: with an ARN of six fields."""
    original(self, account_id, region_name, config)
    self.arn = f"arn:{get_partition(region_name)}:cloudfront::{account_id}:distribution/{self.distribution_id}"


@replace(DistributionConfig, "__init__")
def keep_as_written(original: Callable[..., None], self: DistributionConfig, config: dict[str, Any]) -> None:
    """A configuration: moto checks it, and fills in what was left out; what was written stays."""
    written = deepcopy(config)
    original(self, config)
    self.__dict__.update(written)


def names_of(config: Any) -> set[str]:
    """The names that a distribution answers to."""
    aliases = config.get("Aliases") if isinstance(config, dict) else config.Aliases
    return set((aliases or {}).get("Items") or [])


def origins_of(distribution: Distribution) -> Iterator[dict[str, Any]]:
    """Where a distribution asks."""
    yield from distribution.distribution_config.__dict__["Origins"]["Items"]


def refuse_names_of_others(self: CloudFrontBackend, config: dict[str, Any], own: Distribution | None = None) -> None:
    """Raises CNAMEAlreadyExists where another distribution has a name of the configuration's."""
    for other in self.distributions.values():
        if other is not own and names_of(other.distribution_config) & names_of(config):
            raise CNAMEAlreadyExists


@replace(CloudFrontBackend)
def create_distribution_with_tags(
    original: Callable[..., Any],
    self: CloudFrontBackend,
    distribution_config: dict[str, Any],
    tags: list[dict[str, str]],
) -> Any:
    """CreateDistribution: under names that nobody else has."""
    refuse_names_of_others(self, distribution_config)
    return original(self, distribution_config, tags)


@replace(CloudFrontBackend)
def update_distribution(
    original: Callable[..., Any], self: CloudFrontBackend, dist_config: dict[str, Any], _id: str, if_match: str
) -> Any:
    """UpdateDistribution: of the state that the caller has seen."""
    own = self.distributions.get(_id)
    if own is not None:
        if if_match and if_match != own.etag:
            raise PreconditionFailed
        refuse_names_of_others(self, dist_config, own)
        own.etag = random_id()
    return original(self, dist_config, _id, if_match)


@replace(CloudFrontBackend)
def delete_distribution(
    original: Callable[..., None], self: CloudFrontBackend, distribution_id: str, if_match: str
) -> None:
    """DeleteDistribution: only of one that is disabled."""
    distribution = self.distributions.get(distribution_id)
    if distribution is not None and distribution.distribution_config.__dict__.get("Enabled"):
        raise DistributionNotDisabled
    original(self, distribution_id, if_match)


@replace(CloudFrontBackend)
def delete_origin_access_control(original: Callable[..., None], self: CloudFrontBackend, control_id: str) -> None:
    """DeleteOriginAccessControl: only of one that nobody uses."""
    users = (origin for one in self.distributions.values() for origin in origins_of(one))
    if any(origin.get("OriginAccessControlId") == control_id for origin in users):
        raise OriginAccessControlInUse
    original(self, control_id)


@replace(OriginAccessControl)
def update(original: Callable[..., None], self: OriginAccessControl, config: dict[str, str]) -> None:
    """UpdateOriginAccessControl: gives it another ETag."""
    original(self, config)
    self.etag = random_id()
