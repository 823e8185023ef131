"""Which AWS service and action a request means, in the words of IAM policies (`ec2:CreateVpc`)."""

import functools
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from botocore.exceptions import UnknownServiceError
from moto.core.responses import boto3_service_name
from moto.core.utils import get_service_model, service_name_from_moto_package_name

SIGNING_SCOPE = re.compile(r"Credential=[^/]+/[^/]+/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")


@dataclass(frozen=True)
class Operation:
    """One AWS operation and the protocol in which its caller expects the answer."""

    service: str
    action: str
    protocol: str

    def __str__(self) -> str:
        return f"{self.service}:{self.action}"


def body_of(environ: dict[str, Any]) -> bytes:
    """The request body, which stays readable for whoever comes next."""
    stream = environ["wsgi.input"]
    stream.seek(0)
    body = stream.read()
    stream.seek(0)
    return body


@functools.cache
def rest_operations(botocore_name: str) -> list[tuple[str, re.Pattern[str], frozenset[str], str]]:
    """Method, path pattern, required query keys and name of each operation of a REST service."""
    model = get_service_model(botocore_name)
    operations = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        escaped = re.sub(r"\\{[^}]*?(\\\+)?\\}", lambda m: ".+" if m.group(1) else "[^/]+", re.escape(path))
        keys = frozenset(part.partition("=")[0] for part in query.split("&") if part)
        operations.append((http["method"], re.compile(escaped.rstrip("/") + "/?"), keys, name))
    # The most particular first: PUT /{Bucket}/{Key+} also matches what PUT /{Bucket}?policy means.
    return sorted(operations, key=lambda o: (-len(o[2]), o[1].pattern.count("+"), -len(o[1].pattern)))


def rest_action(botocore_name: str, environ: dict[str, Any]) -> str:
    """The action of a REST request; `PUT /path` when the service's model has none that fits."""
    method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")
    given = set(parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    for its_method, pattern, keys, name in rest_operations(botocore_name):
        if its_method == method and keys <= given and pattern.fullmatch(path):
            return name
    return f"{method} {path}"


def named_action(environ: dict[str, Any]) -> str | None:
    """The action that the request names itself: in X-Amz-Target (JSON) or in the form (query)."""
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        return target.rpartition(".")[2]
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        form = parse_qs(body_of(environ).decode("utf-8", "replace"))
        return form.get("Action", [None])[0]
    return None


def protocol_of(environ: dict[str, Any], model: Any) -> str:
    """`query`, `ec2`, `json`, `rest-json` or `rest-xml`, by the service's model and the request's content type."""
    content_type = environ.get("CONTENT_TYPE", "")
    if content_type.startswith("application/x-amz-json"):
        return "json"
    if model is not None:
        return str(model.metadata["protocol"])
    return "query" if content_type.startswith("application/x-www-form-urlencoded") else "rest-json"


def botocore_name(moto_service: str) -> str:
    """botocore's name of a service that moto calls otherwise, e.g. lambda for awslambda."""
    return boto3_service_name.get(moto_service) or service_name_from_moto_package_name(moto_service)


def operation_of(environ: dict[str, Any], moto_service: str | None) -> Operation:
    """The operation of a WSGI request. `moto_service` is moto's package name, None when moto has none."""
    scope = SIGNING_SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    signed_for = scope["service"] if scope else None
    name = botocore_name(moto_service) if moto_service else signed_for or "unknown"
    try:
        model = get_service_model(name)
    except (UnknownServiceError, json.JSONDecodeError):
        model = None
    action = named_action(environ)
    if action is None:
        action = rest_action(name, environ) if model else f"{environ['REQUEST_METHOD']} {environ.get('PATH_INFO')}"
    return Operation(signed_for or name, action, protocol_of(environ, model))
