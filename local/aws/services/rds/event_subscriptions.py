"""Event subscriptions: they change in place. moto makes, shows and deletes them only."""

from typing import Any

from moto.core.responses import ActionResult
from moto.rds.exceptions import SubscriptionNotFoundError
from moto.rds.models import EventSubscription
from moto.rds.responses import RDSResponse

from local.aws.extend import add

# Request parameter -> attribute.
CHANGED = {
    "SnsTopicArn": "sns_topic_arn",
    "SourceType": "source_type",
    "EventCategories": "event_categories",
    "Enabled": "enabled",
}


def subscription_of(self: RDSResponse) -> EventSubscription:
    """The subscription that a request names."""
    name = self.params.get("SubscriptionName")
    found = self.backend.event_subscriptions.get(name)
    if found is None:
        raise SubscriptionNotFoundError(name)
    return found


@add(RDSResponse)
def modify_event_subscription(self: RDSResponse) -> ActionResult:
    """ModifyEventSubscription: what isn't sent stays."""
    subscription = subscription_of(self)
    for parameter, attribute in CHANGED.items():
        value: Any = self.params.get(parameter)
        if value is not None:
            setattr(subscription, attribute, value)
    return ActionResult({"EventSubscription": subscription})


@add(RDSResponse)
def add_source_identifier_to_subscription(self: RDSResponse) -> ActionResult:
    """AddSourceIdentifierToSubscription."""
    subscription = subscription_of(self)
    subscription.source_ids = [*subscription.source_ids, self.params["SourceIdentifier"]]
    return ActionResult({"EventSubscription": subscription})


@add(RDSResponse)
def remove_source_identifier_from_subscription(self: RDSResponse) -> ActionResult:
    """RemoveSourceIdentifierFromSubscription."""
    subscription = subscription_of(self)
    subscription.source_ids = [one for one in subscription.source_ids if one != self.params["SourceIdentifier"]]
    return ActionResult({"EventSubscription": subscription})
