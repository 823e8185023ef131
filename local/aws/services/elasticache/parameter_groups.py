"""ElastiCache parameter groups, which moto lacks altogether."""

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.models import ElastiCacheBackend
from moto.elasticache.responses import ElastiCacheResponse

from local.aws.extend import add, is_true, store

Group = dict[str, Any]


def parameter_groups(backend: ElastiCacheBackend) -> dict[str, Group]:
    """All parameter groups of an account and region, by name; own parameters are under `parameters`."""
    return store(backend, "parameter_groups", dict)


def asked_for(self: ElastiCacheResponse) -> Group:
    """The parameter group that a request names; an unknown one is CacheParameterGroupNotFound."""
    name = self._get_param("CacheParameterGroupName")
    group = parameter_groups(self.elasticache_backend).get(name)
    if group is None:
        raise ElastiCacheException("CacheParameterGroupNotFound", f"CacheParameterGroup {name} not found.")
    return group


@add(ElastiCacheResponse)
def create_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    """CreateCacheParameterGroup."""
    groups, name = parameter_groups(self.elasticache_backend), self._get_param("CacheParameterGroupName")
    if name in groups:
        raise ElastiCacheException("CacheParameterGroupAlreadyExists", f"Cache parameter group {name} already exists.")
    groups[name] = {
        "CacheParameterGroupName": name,
        "CacheParameterGroupFamily": self._get_param("CacheParameterGroupFamily"),
        "Description": self._get_param("Description"),
        "IsGlobal": False,
        "ARN": f"arn:{self.partition}:elasticache:{self.region}:{self.current_account}:parametergroup:{name}",
        "parameters": {},
    }
    self.elasticache_backend.add_tags_to_resource(groups[name]["ARN"], self._get_param("Tags") or [])
    return ActionResult({"CacheParameterGroup": groups[name]})


@add(ElastiCacheResponse)
def describe_cache_parameter_groups(self: ElastiCacheResponse) -> ActionResult:
    """DescribeCacheParameterGroups: one by name, or all."""
    named = self._get_param("CacheParameterGroupName")
    groups = [asked_for(self)] if named else list(parameter_groups(self.elasticache_backend).values())
    return ActionResult({"CacheParameterGroups": groups})


@add(ElastiCacheResponse)
def modify_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    """ModifyCacheParameterGroup: sets parameters."""
    group = asked_for(self)
    for parameter in self._get_param("ParameterNameValues") or []:
        group["parameters"][parameter["ParameterName"]] = parameter.get("ParameterValue")
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


@add(ElastiCacheResponse)
def reset_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    """ResetCacheParameterGroup: named parameters, or all, go back to the family's defaults."""
    group = asked_for(self)
    if is_true(self._get_param("ResetAllParameters")):
        group["parameters"].clear()
    for parameter in self._get_param("ParameterNameValues") or []:
        group["parameters"].pop(parameter["ParameterName"], None)
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


@add(ElastiCacheResponse)
def describe_cache_parameters(self: ElastiCacheResponse) -> ActionResult:
    """DescribeCacheParameters: those set by the user, which is all that the provider asks for."""
    parameters = [
        {"ParameterName": name, "ParameterValue": value, "Source": "user", "IsModifiable": True, "DataType": "string"}
        for name, value in asked_for(self)["parameters"].items()
    ]
    return ActionResult({"Parameters": parameters, "CacheNodeTypeSpecificParameters": []})


@add(ElastiCacheResponse)
def delete_cache_parameter_group(self: ElastiCacheResponse) -> EmptyResult:
    """DeleteCacheParameterGroup."""
    parameter_groups(self.elasticache_backend).pop(asked_for(self)["CacheParameterGroupName"])
    return EmptyResult()
