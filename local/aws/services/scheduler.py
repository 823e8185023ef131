"""EventBridge Scheduler: what is to terminate instances at one time does so.

moto keeps schedules and runs none. A bastion ends by one, and who looks after its time must find it gone. What is due
is done before EC2 is next asked for its instances: nobody can tell the difference.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo

from moto.ec2.responses import EC2Response
from moto.scheduler.models import Schedule, scheduler_backends

from local.aws.extend import replace, store

TERMINATE = "arn:aws:scheduler:::aws-sdk:ec2:terminateInstances"


@replace(EC2Response)
def describe_instances(original: Callable[..., Any], self: EC2Response) -> Any:
    """DescribeInstances: shows what the schedules of the account and region have ended."""
    ec2 = self.ec2_backend
    for schedule in due(ec2.account_id, ec2.region_name):
        wanted = json.loads(schedule.target.get("Input") or "{}").get("InstanceIds", [])
        alive = [one.id for one in ec2.all_instances() if one.id in wanted and one.state != "terminated"]
        if alive:
            ec2.terminate_instances(alive)
    return original(self)


def due(account: str, region: str) -> Iterator[Schedule]:
    """The schedules that terminate instances and whose time has come, each once for each time that it is given."""
    scheduler = scheduler_backends[account][region]
    done = store(scheduler, "done", set)
    for group in scheduler.schedule_groups.values():
        for schedule in group.schedules.values():
            run = (schedule.arn, schedule.schedule_expression)
            live = schedule.target["Arn"] == TERMINATE and schedule.state == "ENABLED"
            if live and run not in done and passed(schedule):
                done.add(run)
                yield schedule


def passed(schedule: Schedule) -> bool:
    """Whether the one time of a schedule is over."""
    expression = schedule.schedule_expression
    if not expression.startswith("at("):
        return False
    time = datetime.fromisoformat(expression[3:-1]).replace(tzinfo=ZoneInfo(schedule.schedule_expression_timezone))
    return time <= datetime.now(timezone.utc)
