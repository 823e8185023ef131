"""Failures of the embedded cloud, as AWS errors that no SDK retries.

A plain 500 is retried 25 times by Terraform's AWS provider and looks like a hang of minutes. A 400 with a code of our
own is shown at once. The code is ours on purpose: the provider swallows `NotImplemented` and `UnsupportedOperation`
of some services as "not available in this region" and would go on with half a resource.
"""

import json
import traceback
from dataclasses import dataclass
from xml.sax.saxutils import escape

from flask import Response
from moto.moto_api._internal import mock_random

from local.aws.operations import Operation

NOT_IMPLEMENTED = "EmbeddedCloudNotImplemented"
FAILED = "EmbeddedCloudFailure"


class UnknownAction(Exception):
    """Neither moto nor an extension has a handler for the action, or not even the service."""


def place_of(error: Exception) -> str:
    """File and line in which an exception was raised, e.g. `ecs/models.py:913`."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return "unknown place"
    return f"{'/'.join(frames[-1].filename.split('/')[-2:])}:{frames[-1].lineno}"


@dataclass(frozen=True)
class Failure:
    """What is told to the caller and to the log."""

    code: str
    message: str

    @staticmethod
    def of(operation: Operation, error: Exception) -> "Failure":
        """The failure that an exception from moto, or from Flask's routing, stands for.

        An ImportError means a service whose dependencies requirements.in leaves out.
        """
        if isinstance(error, UnknownAction | ImportError) or getattr(error, "code", None) in (404, 405):
            message = f"The embedded cloud does not implement {operation}. Run this against a real AWS account, "
            return Failure(NOT_IMPLEMENTED, message + "or add the action under local/aws/services.")
        detail = f"{type(error).__name__}: {error} (at {place_of(error)})"
        if isinstance(error, NotImplementedError):
            message = f"The embedded cloud does not implement this use of {operation}: {detail}"
            return Failure(NOT_IMPLEMENTED, message)
        return Failure(FAILED, f"The embedded cloud failed in {operation}: {detail}")


def xml_error(code: str, message: str) -> str:
    """`<Code>` and `<Message>`, which all XML protocols share."""
    return f"<Code>{code}</Code><Message>{escape(message)}</Message>"


def error_response(operation: Operation, failure: Failure) -> Response:
    """The failure as HTTP 400 in the format of the operation's protocol."""
    request_id, code = str(mock_random.uuid4()), failure.code
    headers = {"x-amzn-RequestId": request_id, "x-amz-request-id": request_id}
    if operation.protocol in ("json", "rest-json"):
        headers["X-Amzn-Errortype"] = code
        body = json.dumps({"__type": code, "message": failure.message, "Message": failure.message})
        return Response(body, 400, headers, content_type="application/x-amz-json-1.1")
    error = xml_error(code, failure.message)
    if operation.protocol == "ec2":
        errors = f"<Errors><Error>{error}</Error></Errors><RequestID>{request_id}</RequestID>"
        body = f"<Response>{errors}</Response>"
    elif operation.service == "s3":
        body = f"<Error>{error}<RequestId>{request_id}</RequestId></Error>"
    else:
        error = f"<Error><Type>Sender</Type>{error}</Error>"
        body = f"<ErrorResponse>{error}<RequestId>{request_id}</RequestId></ErrorResponse>"
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', 400, headers, content_type="text/xml")
