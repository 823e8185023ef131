"""RDS parameter groups: what was set reads as set, and can be reset.

moto marks no parameter as set by the user, so that groups read as empty, and cannot take one back to its default.
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.rds.models import DBClusterParameterGroup, DBParameterGroup
from moto.rds.responses import RDSResponse

from local.aws.extend import add, is_true, replace


def mark_as_user(original: Callable[..., Any], self: Any, parameters: list[dict[str, Any]]) -> Any:
    """ModifyDB(Cluster)ParameterGroup: parameters that were set have the source `user`."""
    return original(self, [{**parameter, "Source": "user"} for parameter in parameters])


replace(DBParameterGroup, "update_parameters")(mark_as_user)
replace(DBClusterParameterGroup, "update_cluster_parameters")(mark_as_user)


def reset_parameters(self: RDSResponse, groups: dict[str, Any], name_parameter: str) -> ActionResult:
    """Takes named parameters, or all, back to the family's defaults."""
    name = self.params.get(name_parameter)
    parameters = groups[name].parameters
    if is_true(self.params.get("ResetAllParameters")):
        parameters.clear()
    for parameter in self.params.get("Parameters", []) or []:
        parameters.pop(parameter["ParameterName"], None)
    return ActionResult({name_parameter: name})


@add(RDSResponse)
def reset_db_parameter_group(self: RDSResponse) -> ActionResult:
    """ResetDBParameterGroup."""
    return reset_parameters(self, self.backend.db_parameter_groups, "DBParameterGroupName")


@add(RDSResponse)
def reset_db_cluster_parameter_group(self: RDSResponse) -> ActionResult:
    """ResetDBClusterParameterGroup."""
    return reset_parameters(self, self.backend.db_cluster_parameter_groups, "DBClusterParameterGroupName")
