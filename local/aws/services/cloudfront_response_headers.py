"""CloudFront: policies about the headers of answers (aws_cloudfront_response_headers_policy), which moto lacks.

A policy comes back as it was sent. Its name is its own in the account, a change must bear the ETag of what it changes,
and one that a distribution uses can't be deleted.
"""

from dataclasses import dataclass, field
from typing import Any

from moto.cloudfront import urls
from moto.cloudfront.models import CloudFrontBackend, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult, EmptyResult

from local.aws.extend import add, store
from local.aws.services.cloudfront import PreconditionFailed

PATH = "{0}/2020-05-31/response-headers-policy"

urls.url_paths[f"{PATH}$"] = CloudFrontResponse.dispatch
urls.url_paths[f"{PATH}/(?P<policy_id>[^/]+)$"] = CloudFrontResponse.dispatch


class NoSuchResponseHeadersPolicy(ServiceException):
    """There is none of that id."""

    code = "NoSuchResponseHeadersPolicy"
    message = "The response headers policy does not exist."


class ResponseHeadersPolicyAlreadyExists(ServiceException):
    """The account has one of that name."""

    code = "ResponseHeadersPolicyAlreadyExists"
    message = "A response headers policy with this name already exists in this AWS account."


class ResponseHeadersPolicyInUse(ServiceException):
    """A distribution still answers by it."""

    code = "ResponseHeadersPolicyInUse"
    message = "Cannot delete the response headers policy because it is attached to one or more cache behaviors."


@dataclass
class Policy:
    """A policy as it was written."""

    config: dict[str, Any]
    id: str = field(default_factory=random_id)
    etag: str = field(default_factory=random_id)


def policies(backend: CloudFrontBackend) -> dict[str, Policy]:
    """An account's own policies, by their id."""
    return store(backend, "response_headers_policies", dict)


def policy_of(self: CloudFrontResponse) -> Policy:
    """The policy that a request names."""
    policy = policies(self.backend).get(self._get_param("Id"))
    if policy is None:
        raise NoSuchResponseHeadersPolicy
    return policy


def seen_by(self: CloudFrontResponse, policy: Policy) -> Policy:
    """The policy, if the caller knows it as it is now."""
    if self._get_param("IfMatch") != policy.etag:
        raise PreconditionFailed
    return policy


def answer(policy: Policy) -> ActionResult:
    """A policy as AWS shows it."""
    shown = {"Id": policy.id, "LastModifiedTime": "2021-11-27T10:34:26Z", "ResponseHeadersPolicyConfig": policy.config}
    return ActionResult({"ResponseHeadersPolicy": shown, "ETag": policy.etag})


def is_used(backend: CloudFrontBackend, policy: Policy) -> bool:
    """Whether a behaviour of a distribution names it."""
    configs = [one.distribution_config.__dict__ for one in backend.distributions.values()]
    behaviors = [config["DefaultCacheBehavior"] for config in configs]
    behaviors += [one for config in configs for one in config["CacheBehaviors"].get("Items") or []]
    return any(behavior.get("ResponseHeadersPolicyId") == policy.id for behavior in behaviors)


@add(CloudFrontResponse)
def create_response_headers_policy(self: CloudFrontResponse) -> ActionResult:
    """CreateResponseHeadersPolicy."""
    config = self._get_param("ResponseHeadersPolicyConfig", {})
    if any(policy.config["Name"] == config["Name"] for policy in policies(self.backend).values()):
        raise ResponseHeadersPolicyAlreadyExists
    policy = Policy(config)
    policies(self.backend)[policy.id] = policy
    return answer(policy)


@add(CloudFrontResponse)
def get_response_headers_policy(self: CloudFrontResponse) -> ActionResult:
    """GetResponseHeadersPolicy."""
    return answer(policy_of(self))


@add(CloudFrontResponse)
def update_response_headers_policy(self: CloudFrontResponse) -> ActionResult:
    """UpdateResponseHeadersPolicy."""
    policy = seen_by(self, policy_of(self))
    policy.config, policy.etag = self._get_param("ResponseHeadersPolicyConfig", {}), random_id()
    return answer(policy)


@add(CloudFrontResponse)
def delete_response_headers_policy(self: CloudFrontResponse) -> EmptyResult:
    """DeleteResponseHeadersPolicy."""
    policy = seen_by(self, policy_of(self))
    if is_used(self.backend, policy):
        raise ResponseHeadersPolicyInUse
    del policies(self.backend)[policy.id]
    return EmptyResult()
