"""RDS versions: to another release only when told so, and never back; moto takes whatever is sent."""

import re
from collections.abc import Callable
from typing import Any

from moto.rds.exceptions import InvalidParameterCombination
from moto.rds.responses import RDSResponse

from local.aws.extend import is_true, replace

UNASKED = "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version."


def numbers(version: str) -> list[int]:
    """The numbers of a version, by which two are compared."""
    return [int(number) for number in re.findall(r"\d+", version)]


def release(engine: str, version: str) -> list[str]:
    """What RDS calls the major version: 16 of PostgreSQL 16.8, 8.4 of MySQL 8.4.5."""
    return version.split(".")[: 1 if "postgres" in engine else 2]


def refuse(database: Any, params: dict[str, Any]) -> None:
    """Raises what RDS answers to a version that the database can't be brought to."""
    wanted = params.get("EngineVersion")
    if database is None or wanted is None or wanted == database.engine_version:
        return
    if numbers(wanted) < numbers(database.engine_version):
        text = f"Cannot upgrade {database.engine} from {database.engine_version} to {wanted}"
        raise InvalidParameterCombination(text)
    is_other = release(database.engine, wanted) != release(database.engine, database.engine_version)
    if is_other and not is_true(params.get("AllowMajorVersionUpgrade")):
        raise InvalidParameterCombination(UNASKED)


@replace(RDSResponse)
def modify_db_instance(original: Callable[..., Any], self: RDSResponse) -> Any:
    """ModifyDBInstance."""
    refuse(self.backend.databases.get(self.params.get("DBInstanceIdentifier")), self.params)
    return original(self)


@replace(RDSResponse)
def modify_db_cluster(original: Callable[..., Any], self: RDSResponse) -> Any:
    """ModifyDBCluster."""
    refuse(self.backend.clusters.get(self.params.get("DBClusterIdentifier")), self.params)
    return original(self)
