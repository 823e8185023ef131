"""Systems Manager: the public parameter of the ECS-optimized AMI is a JSON document in a string.

moto holds the `recommended` document as a dict, which breaks the JSON answer that carries it. EC2-backed ECS clusters
find their AMI by this parameter.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.ssm.models import Parameter

from local.aws.extend import replace


@replace(Parameter)
def __init__(original: Callable[..., None], self: Parameter, *args: Any, **kwargs: Any) -> None:
    """A parameter's value is text."""
    if isinstance(kwargs.get("value"), dict | list):
        kwargs["value"] = json.dumps(kwargs["value"])
    original(self, *args, **kwargs)
