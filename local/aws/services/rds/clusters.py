"""Aurora clusters: no scaling configuration where there is none, and log exports that change.

moto shows the scaling configuration of serverless v1 for every cluster, and reads changed log exports from a parameter
that doesn't exist.
"""

from collections.abc import Callable
from typing import Any

from moto.rds.models import DBCluster
from moto.rds.responses import RDSResponse

from local.aws.extend import replace, replace_property


@replace_property(DBCluster)
def scaling_configuration_info(self: DBCluster, shown: Any) -> Any:
    """DescribeDBClusters: only serverless v1 has a scaling configuration."""
    return shown if self.scaling_configuration else None


@replace(RDSResponse)
def modify_db_cluster(original: Callable[..., Any], self: RDSResponse) -> Any:
    """ModifyDBCluster: exports that are switched on and off."""
    change = self.params.get("CloudwatchLogsExportConfiguration") or {}
    cluster = self.backend.clusters.get(self.params.get("DBClusterIdentifier"))
    if cluster is not None and change:
        kept = [log for log in cluster.enabled_cloudwatch_logs_exports if log not in change.get("DisableLogTypes", [])]
        new = [log for log in change.get("EnableLogTypes", []) if log not in kept]
        cluster.enabled_cloudwatch_logs_exports = kept + new
    return original(self)
