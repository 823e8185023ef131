"""Our extensions of moto, one file per AWS service or per idea of a larger one.

Each file says which behaviour of AWS it restores and why Terraform's AWS provider needs it. Importing it applies it.
Names follow AWS's operations: a function `create_service` replaces or adds the handler of CreateService.
"""

from importlib import import_module

EXTENSIONS = (
    "unknown_actions",
    "acm",
    "application_autoscaling",
    "autoscaling",
    "backup",
    "budgets",
    "cloudfront",
    "cloudfront_response_headers",
    "cloudtrail",
    "cloudwatch",
    "config",
    "cost_explorer",
    "dms",
    "ec2",
    "ecs",
    "efs",
    "elasticache",
    "elbv2",
    "guardduty",
    "iam",
    "kms",
    "logs",
    "organizations",
    "rds",
    "redshift_serverless",
    "resource_policies",
    "route53",
    "s3_delete_markers",
    "s3_logging",
    "s3_subresources",
    "scheduler",
    "service_discovery",
    "sqs",
    "ssm",
    "step_functions",
)


def load() -> None:
    """Applies all extensions. Raises MotoChanged when one does not fit the installed moto."""
    for name in EXTENSIONS:
        import_module(f"{__name__}.{name}")
