"""ElastiCache users that change and go at once, and user groups, which moto lacks altogether.

moto keeps a deleted user until it is described once more, knows no ModifyUser, and shows the type of authentication as
it was sent, where AWS calls `no-password-required` `no-password`.
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.exceptions import ElastiCacheException, UserNotFound
from moto.elasticache.models import ElastiCacheBackend, User
from moto.elasticache.responses import ElastiCacheResponse

from local.aws.extend import add, replace, replace_property, store

UserGroup = dict[str, Any]


def user_groups(backend: ElastiCacheBackend) -> dict[str, UserGroup]:
    """All user groups of an account and region, by id."""
    return store(backend, "user_groups", dict)


def asked_for(self: ElastiCacheResponse) -> UserGroup:
    """The user group that a request names."""
    group_id = self._get_param("UserGroupId")
    group = user_groups(self.elasticache_backend).get(group_id)
    if group is None:
        raise ElastiCacheException("UserGroupNotFound", f"User group {group_id} not found.")
    return group


def set_members(backend: ElastiCacheBackend, group: UserGroup, user_ids: list[str]) -> None:
    """Puts exactly these users into a group; one of them must be called `default`, as clients that name none are."""
    unknown = [user_id for user_id in user_ids if user_id not in backend.users]
    if unknown:
        raise UserNotFound(unknown[0])
    if not any(backend.users[user_id].name == "default" for user_id in user_ids):
        raise ElastiCacheException(
            "DefaultUserRequired", "User group needs to contain a user with the user name default."
        )
    group["UserIds"] = user_ids
    for user in backend.users.values():
        others = [group_id for group_id in user.user_group_ids if group_id != group["UserGroupId"]]
        user.user_group_ids = others + ([group["UserGroupId"]] if user.id in user_ids else [])


def shown(self: ElastiCacheResponse, group: UserGroup) -> UserGroup:
    """A user group with the replication groups that it opens."""
    groups = self.elasticache_backend.replication_groups.values()
    used = [each.replication_group_id for each in groups if group["UserGroupId"] in (each.user_group_ids or [])]
    return {**group, "ReplicationGroups": used}


@replace_property(User)
def authentication(self: User, shown: dict[str, Any]) -> dict[str, Any]:
    """DescribeUsers: `no-password`, however it was asked for."""
    return {**shown, "Type": "no-password"} if shown["Type"] == "no-password-required" else shown


@replace(ElastiCacheBackend)
def create_user(original: Callable[..., User], self: ElastiCacheBackend, **kwargs: Any) -> User:
    """CreateUser: an IAM user's id is its name; its tags can be listed."""
    if kwargs["authentication_type"] == "iam" and kwargs["user_id"] != kwargs["user_name"]:
        raise ElastiCacheException(
            "InvalidParameterCombination", "User Id and User name must be same for authentication type: iam"
        )
    user = original(self, **kwargs)
    self.add_tags_to_resource(user.arn, kwargs.get("tags") or [])
    return user


@replace(ElastiCacheBackend)
def delete_user(original: Callable[..., User], self: ElastiCacheBackend, user_id: str) -> User:
    """DeleteUser: gone at once, and from its groups' lists."""
    user = original(self, user_id)
    self.users.pop(user_id)
    for group in user_groups(self).values():
        group["UserIds"] = [member for member in group["UserIds"] if member != user_id]
    return user


@add(ElastiCacheResponse)
def modify_user(self: ElastiCacheResponse) -> ActionResult:
    """ModifyUser: what it may do."""
    user = self.elasticache_backend.users.get(self._get_param("UserId"))
    if user is None:
        raise UserNotFound(self._get_param("UserId"))
    user.access_string = self._get_param("AccessString") or user.access_string
    return ActionResult(user)


@add(ElastiCacheResponse)
def create_user_group(self: ElastiCacheResponse) -> ActionResult:
    """CreateUserGroup."""
    group_id = self._get_param("UserGroupId")
    groups = user_groups(self.elasticache_backend)
    if group_id in groups:
        raise ElastiCacheException("UserGroupAlreadyExists", f"User Group {group_id} already exists.")
    group: UserGroup = {
        "UserGroupId": group_id,
        "Status": "active",
        "Engine": self._get_param("Engine"),
        "MinimumEngineVersion": "6.0",
        "ARN": f"arn:{self.partition}:elasticache:{self.region}:{self.current_account}:usergroup:{group_id}",
    }
    set_members(self.elasticache_backend, group, self._get_param("UserIds") or [])
    groups[group_id] = group
    self.elasticache_backend.add_tags_to_resource(group["ARN"], self._get_param("Tags") or [])
    return ActionResult(shown(self, group))


@add(ElastiCacheResponse)
def describe_user_groups(self: ElastiCacheResponse) -> ActionResult:
    """DescribeUserGroups: one by id, or all."""
    named = self._get_param("UserGroupId")
    groups = [asked_for(self)] if named else list(user_groups(self.elasticache_backend).values())
    return ActionResult({"UserGroups": [shown(self, group) for group in groups]})


@add(ElastiCacheResponse)
def modify_user_group(self: ElastiCacheResponse) -> ActionResult:
    """ModifyUserGroup: users come and go."""
    group = asked_for(self)
    removed = self._get_param("UserIdsToRemove") or []
    kept = [member for member in group["UserIds"] if member not in removed]
    set_members(self.elasticache_backend, group, kept + (self._get_param("UserIdsToAdd") or []))
    return ActionResult(shown(self, group))


@add(ElastiCacheResponse)
def delete_user_group(self: ElastiCacheResponse) -> ActionResult:
    """DeleteUserGroup."""
    group = user_groups(self.elasticache_backend).pop(asked_for(self)["UserGroupId"])
    for user in self.elasticache_backend.users.values():
        user.user_group_ids = [member for member in user.user_group_ids if member != group["UserGroupId"]]
    return ActionResult({**group, "Status": "deleting"})
