"""Step Functions: definitions are checked, and executed as far as this repository writes them."""

from local.aws.services.step_functions import definitions, executions  # noqa: F401
