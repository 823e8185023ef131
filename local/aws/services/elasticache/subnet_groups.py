"""ElastiCache subnet groups: changed and deleted, which moto cannot; and tags of everything that has an ARN."""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import CacheSubnetGroupNotFound
from moto.elasticache.models import CacheSubnetGroup, ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from local.aws.extend import add, replace


def asked_for(self: ElastiCacheResponse) -> CacheSubnetGroup:
    """The subnet group that a request names."""
    name = self._get_param("CacheSubnetGroupName")
    group = self.elasticache_backend.cache_subnet_groups.get(name)
    if group is None:
        raise CacheSubnetGroupNotFound(name)
    return group


@add(ElastiCacheResponse)
def modify_cache_subnet_group(self: ElastiCacheResponse) -> ActionResult:
    """ModifyCacheSubnetGroup: description and subnets, either left as it was when not sent."""
    old = asked_for(self)
    name = old.cache_subnet_group_name
    new = CacheSubnetGroup(
        self.current_account,
        self.region,
        name,
        self._get_param("CacheSubnetGroupDescription") or old.cache_subnet_group_description,
        self._get_param("SubnetIds") or old.subnet_ids,
        old.tags,
    )
    self.elasticache_backend.cache_subnet_groups[name] = new
    return ActionResult({"CacheSubnetGroup": new})


@add(ElastiCacheResponse)
def delete_cache_subnet_group(self: ElastiCacheResponse) -> EmptyResult:
    """DeleteCacheSubnetGroup."""
    del self.elasticache_backend.cache_subnet_groups[asked_for(self).cache_subnet_group_name]
    return EmptyResult()


@replace(ElastiCacheBackend)
def list_tags_for_resource(_: Callable[..., Any], self: ElastiCacheBackend, arn: str) -> dict[str, Any]:
    """ListTagsForResource, also for parameter groups, which moto rejects as invalid ARNs."""
    return self.tagging_service.list_tags_for_resource(arn)
