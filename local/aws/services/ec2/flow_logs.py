"""VPC flow logs: destination options are kept.

moto drops them, and aws_flow_log with `destination_options` (file format, partitions) would be replaced on every plan.
"""

from collections.abc import Callable
from typing import Any

from moto.ec2.responses import EC2Response
from moto.ec2.responses.flow_logs import FlowLogs

from local.aws.extend import is_true, replace, result_of


@replace(EC2Response)
def create_flow_logs(original: Callable[..., Any], self: FlowLogs) -> Any:
    """CreateFlowLogs: keeps the format and the partitions of logs that go to S3."""
    response = original(self)
    options = self._get_param("DestinationOptions")
    if options:
        kept = {
            "FileFormat": options.get("FileFormat") or "plain-text",
            "HiveCompatiblePartitions": is_true(options.get("HiveCompatiblePartitions")),
            "PerHourPartition": is_true(options.get("PerHourPartition")),
        }
        for flow_log_id in result_of(response, "FlowLogIds"):
            self.ec2_backend.flow_logs[flow_log_id].destination_options = kept
    return response
