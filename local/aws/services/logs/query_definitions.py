"""CloudWatch Logs: saved queries, which moto lacks."""

import json
import time
from typing import Any

from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse
from moto.moto_api._internal import mock_random

from local.aws.extend import add, store


def definitions(logs: LogsBackend) -> dict[str, dict[str, Any]]:
    """The saved queries of an account and region, by id."""
    return store(logs, "query_definitions", dict)


@add(LogsResponse)
def put_query_definition(self: LogsResponse) -> str:
    """PutQueryDefinition: a new one, or a new version of the one whose id is sent."""
    identifier = self._get_param("queryDefinitionId") or str(mock_random.uuid4())
    definitions(self.logs_backend)[identifier] = {
        "queryDefinitionId": identifier,
        "name": self._get_param("name"),
        "queryString": self._get_param("queryString"),
        "logGroupNames": self._get_param("logGroupNames") or [],
        "queryLanguage": self._get_param("queryLanguage") or "CWLI",
        "lastModified": int(time.time() * 1000),
    }
    return json.dumps({"queryDefinitionId": identifier})


@add(LogsResponse)
def describe_query_definitions(self: LogsResponse) -> str:
    """DescribeQueryDefinitions: those whose name begins with a prefix."""
    prefix = self._get_param("queryDefinitionNamePrefix") or ""
    found = [
        definition for definition in definitions(self.logs_backend).values() if definition["name"].startswith(prefix)
    ]
    return json.dumps({"queryDefinitions": found})


@add(LogsResponse)
def delete_query_definition(self: LogsResponse) -> str:
    """DeleteQueryDefinition."""
    gone = definitions(self.logs_backend).pop(self._get_param("queryDefinitionId"), None)
    return json.dumps({"success": gone is not None})
