import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";
import { policyDocument, trustService } from "../security/policy.js";

export interface EndProps {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  /** Part of its names. */
  readonly role: string;
  readonly instanceId: string;
  readonly instanceArn: string;
  readonly at: Date;
}

/**
 * Terminates an instance at a time, once, from outside: whoever rules the machine can't stop it, and nobody's laptop
 * has to be awake. EventBridge Scheduler is on time to the minute; a run costs nothing to speak of.
 */
export class End extends Construct {
  constructor(scope: Construct, id: string, props: EndProps) {
    super(scope, id);
    const { environment, account, region, role: part, instanceId, instanceArn, at } = props;
    const schedule = name("aws_scheduler_schedule", environment, part, "end");
    const role = new IamRole(this, "role", {
      name: name("aws_iam_role", environment, part, "end"),
      description: `Ends the bastion of ${environment}`,
      // Scheduler acts for all accounts: only what comes from this group of ours is meant. It names no single schedule.
      assumeRolePolicy: trustService("scheduler.amazonaws.com", {
        StringEquals: {
          "aws:SourceAccount": account,
          "aws:SourceArn": `arn:aws:scheduler:${region}:${account}:schedule-group/default`,
        },
      }),
    });
    const policy = new IamRolePolicy(this, "permissions", {
      name: "permissions",
      role: role.id,
      policy: policyDocument([{ actions: ["ec2:TerminateInstances"], resources: [instanceArn] }]),
    });
    new SchedulerSchedule(this, "schedule", {
      name: schedule,
      description: `Terminates the bastion of ${environment}`,
      scheduleExpression: `at(${secondsOf(at)})`,
      scheduleExpressionTimezone: "UTC",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: "arn:aws:scheduler:::aws-sdk:ec2:terminateInstances",
        roleArn: role.arn,
        input: JSON.stringify({ InstanceIds: [instanceId] }),
      },
      dependsOn: [policy],
    });
  }
}

/**
 * What a machine is told so that it ends itself, and its instance with it. The timer outlives a reboot, and one that
 * was missed runs at once. One whose time is over before it begins would never run: a late machine ends there and then.
 */
export function endOfMachine(at: Date): string {
  return [
    "#!/bin/bash",
    "cat <<'EOF' > /etc/systemd/system/end.service",
    "[Service]",
    "Type=oneshot",
    "ExecStart=/usr/bin/systemctl poweroff",
    "EOF",
    "cat <<'EOF' > /etc/systemd/system/end.timer",
    "[Timer]",
    `OnCalendar=${secondsOf(at).replace("T", " ")} UTC`,
    "AccuracySec=1s",
    "Persistent=true",
    "[Install]",
    "WantedBy=timers.target",
    "EOF",
    "systemctl daemon-reload",
    "systemctl enable --now end.timer",
    `[ "$(date +%s)" -lt ${Math.floor(at.getTime() / 1000)} ] || systemctl poweroff`,
    "",
  ].join("\n");
}

/** `2026-11-21T23:30:00`, in UTC. */
function secondsOf(at: Date): string {
  return at.toISOString().slice(0, 19);
}
