"""Buckets, queues, topics."""

from collections.abc import Iterator
from typing import Any

from moto.s3.models import s3_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from local.aws.inventory.registry import lists

Items = Iterator[tuple[str, str]]


@lists("aws_s3_bucket", s3_backends)
def buckets(s3: Any) -> Iterator[tuple[str, str, str]]:
    """Buckets, in their own region; what is in them counts as the bucket."""
    return ((name, name, bucket.region_name) for name, bucket in s3.buckets.items())


@lists("aws_sqs_queue", sqs_backends)
def queues(sqs: Any) -> Items:
    """Queues, by their ARN: the URL that Terraform takes for their id holds the emulator's port."""
    return ((queue.queue_arn, queue.name) for queue in sqs.queues.values())


@lists("aws_sns_topic", sns_backends)
def topics(sns: Any) -> Items:
    """Topics."""
    return ((topic.arn, topic.name) for topic in sns.topics.values())


@lists("aws_sns_topic_subscription", sns_backends)
def subscriptions(sns: Any) -> Items:
    """Subscriptions, named by their endpoint."""
    return ((arn, str(subscription.endpoint)) for arn, subscription in sns.subscriptions.items())
