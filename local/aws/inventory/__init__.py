"""What exists in the embedded AWS, in Terraform's words.

Listed is what a Terraform resource of its own stands for, in all accounts and regions, beyond what a fresh account
has. Not listed:
  - what AWS makes by itself: default VPCs and what belongs to a VPC from birth (main route table, default network ACL
    and security group, local routes), AWS managed policies and keys, NS and SOA records, a listener's default rule,
    container instances' network interfaces, the hosted zone of a Cloud Map namespace
  - what only waits for its end: KMS keys pending deletion, secrets scheduled for deletion, INACTIVE clusters, services
    and task definitions, terminated instances, deleted NAT gateways and endpoints
  - settings of something that is listed and that go away with it: aws_s3_bucket_versioning and the like,
    aws_sqs_queue_policy, aws_ecr_lifecycle_policy, aws_ecs_cluster_capacity_providers, aws_acm_certificate_validation,
    aws_secretsmanager_secret_version, aws_autoscaling_lifecycle_hook, aws_vpn_connection_route,
    and the objects and object versions of a bucket, which count as the bucket
Global services (IAM, Route 53) have the region "global". The id is the one in Terraform's state, but where that is made
up by Terraform or tells too little (routes, attachments, queues, task definitions).
"""

from local.aws.inventory import (
    compute,
    connectivity,
    data,
    ecs,
    edge,
    migration,
    network,
    observability,
    operations,
    organization,
    safety,
    security,
    storage,
)
from local.aws.inventory.registry import everything

__all__ = [
    "compute",
    "connectivity",
    "data",
    "ecs",
    "edge",
    "everything",
    "migration",
    "network",
    "observability",
    "operations",
    "organization",
    "safety",
    "security",
    "storage",
]
