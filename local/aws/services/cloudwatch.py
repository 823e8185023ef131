"""CloudWatch composite alarms, which moto stores but has no action for."""

from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from local.aws.extend import add


@add(CloudWatchResponse)
def put_composite_alarm(self: CloudWatchResponse) -> ActionResult:
    """PutCompositeAlarm: moto's PutMetricAlarm keeps the rule; the suppressor is added."""
    answer = self.put_metric_alarm()
    alarm = self.cloudwatch_backend.alarms[self._get_param("AlarmName")]
    alarm.alarm_name, alarm.alarm_description, alarm.alarm_rule = alarm.name, alarm.description, alarm.rule
    alarm.actions_suppressor = self._get_param("ActionsSuppressor")
    alarm.actions_suppressor_wait_period = self._get_param("ActionsSuppressorWaitPeriod")
    alarm.actions_suppressor_extension_period = self._get_param("ActionsSuppressorExtensionPeriod")
    return answer
