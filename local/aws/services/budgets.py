"""Budgets: subscribers of notifications, tags, and changes.

moto keeps subscribers but never tells them, knows no tags, changes neither budget nor notification, and matches a
notification to delete by every field, so that none is found.
"""

import json
import time
from collections.abc import Callable
from typing import Any

from moto.budgets.exceptions import NotFoundException
from moto.budgets.models import Budget, Notification
from moto.budgets.responses import BudgetsResponse

from local.aws.extend import add, replace, store

# What tells one notification of a budget from another.
IDENTITY = ("NotificationType", "ComparisonOperator", "Threshold")


def budget_of(self: BudgetsResponse, name: str | None = None) -> Budget:
    """The budget that a request names."""
    wanted = name or self._get_param("BudgetName")
    budget = self.backend.budgets[self._get_param("AccountId") or self.current_account].get(wanted)
    if budget is None:
        raise NotFoundException(f"Unable to get budget: {wanted} - the budget doesn't exist.")
    return budget


def notification_of(self: BudgetsResponse, parameter: str = "Notification") -> Notification:
    """The notification that a request describes."""
    wanted = self._get_param(parameter)
    for notification in budget_of(self).notifications:
        if all(notification.details.get(name) == wanted.get(name) for name in IDENTITY):
            return notification
    raise NotFoundException("Unable to find notification.")


def tags_of(self: BudgetsResponse) -> dict[str, str]:
    """The tags of the budget whose ARN a request names, to read or to change."""
    return store(self.backend, "tags", dict).setdefault(self._get_param("ResourceARN"), {})


@replace(BudgetsResponse)
def create_budget(original: Callable[..., str], self: BudgetsResponse) -> str:
    """CreateBudget: with its tags."""
    answer = original(self)
    arn = f"arn:{self.partition}:budgets::{self.current_account}:budget/{self._get_param('Budget')['BudgetName']}"
    tags = {tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags") or []}
    store(self.backend, "tags", dict)[arn] = tags
    return answer


@add(BudgetsResponse)
def update_budget(self: BudgetsResponse) -> str:
    """UpdateBudget: a period that is not sent stays."""
    new = self._get_param("NewBudget")
    budget = budget_of(self, new["BudgetName"])
    period = budget.budget["TimePeriod"]
    budget.budget = {"TimePeriod": period, **new, "LastUpdatedTime": time.time()}
    return "{}"


@add(BudgetsResponse)
def update_notification(self: BudgetsResponse) -> str:
    """UpdateNotification: subscribers stay."""
    notification_of(self, "OldNotification").details = self._get_param("NewNotification")
    return "{}"


@replace(BudgetsResponse)
def delete_notification(_: Callable[..., str], self: BudgetsResponse) -> str:
    """DeleteNotification: by type, operator and threshold."""
    budget_of(self).notifications.remove(notification_of(self))
    return "{}"


@add(BudgetsResponse)
def describe_subscribers_for_notification(self: BudgetsResponse) -> str:
    """DescribeSubscribersForNotification."""
    return json.dumps({"Subscribers": notification_of(self).subscribers})


@add(BudgetsResponse)
def create_subscriber(self: BudgetsResponse) -> str:
    """CreateSubscriber."""
    notification_of(self).subscribers.append(self._get_param("Subscriber"))
    return "{}"


@add(BudgetsResponse)
def delete_subscriber(self: BudgetsResponse) -> str:
    """DeleteSubscriber."""
    notification_of(self).subscribers.remove(self._get_param("Subscriber"))
    return "{}"


@add(BudgetsResponse)
def update_subscriber(self: BudgetsResponse) -> str:
    """UpdateSubscriber."""
    subscribers: list[dict[str, Any]] = notification_of(self).subscribers
    subscribers[subscribers.index(self._get_param("OldSubscriber"))] = self._get_param("NewSubscriber")
    return "{}"


@add(BudgetsResponse)
def list_tags_for_resource(self: BudgetsResponse) -> str:
    """ListTagsForResource."""
    return json.dumps({"ResourceTags": [{"Key": key, "Value": value} for key, value in tags_of(self).items()]})


@add(BudgetsResponse)
def tag_resource(self: BudgetsResponse) -> str:
    """TagResource."""
    tags_of(self).update({tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags")})
    return "{}"


@add(BudgetsResponse)
def untag_resource(self: BudgetsResponse) -> str:
    """UntagResource."""
    for key in self._get_param("ResourceTagKeys"):
        tags_of(self).pop(key, None)
    return "{}"
