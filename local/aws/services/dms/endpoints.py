"""DMS endpoints: active once they are made, and changed in place.

moto leaves them "creating" for ever, and cannot change one.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.dms.exceptions import ResourceNotFoundFault
from moto.dms.models import Endpoint
from moto.dms.responses import DatabaseMigrationServiceResponse

from local.aws.extend import add, replace

# Request parameter -> attribute.
CHANGED = {
    "CertificateArn": "certificate_arn",
    "DatabaseName": "database_name",
    "EngineName": "engine_name",
    "ExtraConnectionAttributes": "extra_connection_attributes",
    "MySQLSettings": "my_sql_settings",
    "Port": "port",
    "PostgreSQLSettings": "postgre_sql_settings",
    "ServerName": "server_name",
    "SslMode": "ssl_mode",
    "Username": "username",
}


@replace(Endpoint)
def __init__(original: Callable[..., None], self: Endpoint, *args: Any, **kwargs: Any) -> None:
    """CreateEndpoint: there at once; encrypted as the one who made it said, or not at all."""
    original(self, *args, **kwargs)
    self.status = "active"
    self.ssl_mode = self.ssl_mode or "none"


@add(DatabaseMigrationServiceResponse)
def modify_endpoint(self: DatabaseMigrationServiceResponse) -> str:
    """ModifyEndpoint: what is sent; settings of an engine are added to those that it has."""
    sent = json.loads(self.body)
    endpoints = self.dms_backend.endpoints.values()
    endpoint = next((one for one in endpoints if one.endpoint_arn == sent["EndpointArn"]), None)
    if endpoint is None:
        raise ResourceNotFoundFault("Endpoint could not be found.")
    for parameter, attribute in CHANGED.items():
        value = sent.get(parameter)
        if value is not None:
            old = getattr(endpoint, attribute)
            setattr(endpoint, attribute, {**old, **value} if isinstance(old, dict) else value)
    return json.dumps({"Endpoint": {key: value for key, value in endpoint.to_dict().items() if value is not None}})
