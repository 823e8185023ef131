"""Tasks that call AWS: `arn:aws:states:::aws-sdk:rds:startDBInstance`, answered by moto in this process.

Step Functions writes names as AWS's SDK for Java does: DbInstanceIdentifier, where the API has DBInstanceIdentifier.
"""

import functools
import re
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.model import Shape
from moto.core.botocore_stubber import BotocoreStubber

PREFIX = "arn:aws:states:::aws-sdk:"

# Where botocore calls a service otherwise.
SERVICES = {"applicationautoscaling": "application-autoscaling"}


class TaskFailed(Exception):
    """A task was answered with an error, by its name in Step Functions."""

    def __init__(self, error: str, cause: str) -> None:
        super().__init__(f"{error}: {cause}")
        self.error, self.cause = error, cause


def call(resource: str, arguments: dict[str, Any], account: str, region: str) -> Any:
    """Does what a task asks for. Raises TaskFailed where AWS would refuse it."""
    service, action = resource.removeprefix(PREFIX).split(":")
    client = client_of(SERVICES.get(service, service), account, region)
    model = client.meta.service_model
    operation = next(name for name in model.operation_names if name.lower() == action.lower())
    shape = model.operation_model(operation).input_shape
    try:
        answer = getattr(client, xform_name(operation))(**as_api(arguments, shape))
    except ClientError as error:
        code, message = error.response["Error"]["Code"], error.response["Error"]["Message"]
        named = pascal(code.removesuffix("Fault"))
        raise TaskFailed(f"{pascal(service)}.{named.removesuffix('Exception')}Exception", message) from error
    return as_step_functions({key: value for key, value in answer.items() if key != "ResponseMetadata"})


@functools.cache
def client_of(service: str, account: str, region: str) -> Any:
    """A client whose requests don't leave the process."""
    # One try: what is refused here is refused again. moto knows a service by AWS's own address of it.
    config = Config(retries={"total_max_attempts": 1}, ignore_configured_endpoint_urls=True)
    session = boto3.session.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name=region)
    client = session.client(service, config=config)
    stubber = BotocoreStubber()
    stubber.enabled = True

    def answer(event_name: str, request: Any, **more: Any) -> Any:
        request.headers["x-moto-account-id"] = account
        return stubber(event_name, request, **more)

    client.meta.events.register("before-send", answer)
    return client


def as_api(value: Any, shape: Shape | None) -> Any:
    """Arguments under the names that the API has for them."""
    kind = shape.type_name if shape is not None else ""
    if kind == "structure" and isinstance(value, dict):
        names = {name.lower(): name for name in shape.members}
        known = {names.get(key.lower(), key): inner for key, inner in value.items()}
        return {name: as_api(inner, shape.members.get(name)) for name, inner in known.items()}
    if kind == "list" and isinstance(value, list):
        return [as_api(inner, shape.member) for inner in value]
    return value


def as_step_functions(value: Any) -> Any:
    """An answer under the names that Step Functions has for it."""
    if isinstance(value, dict):
        return {pascal(key): as_step_functions(inner) for key, inner in value.items()}
    return [as_step_functions(inner) for inner in value] if isinstance(value, list) else value


def pascal(name: str) -> str:
    """`DBInstances` -> `DbInstances`, `awsvpcConfiguration` -> `AwsvpcConfiguration`."""
    name = name[:1].upper() + name[1:]
    return re.sub(r"[A-Z]{2,}(?=[A-Z][a-z]|$)", lambda match: match[0].capitalize(), name)
