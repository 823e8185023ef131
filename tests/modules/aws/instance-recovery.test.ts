import { describe, expect, it } from "vitest";
import { InstanceRecovery } from "../../../modules/aws/compute/instance-recovery.js";
import { synth } from "../../support/synth.js";

describe("an instance that stands alone", () => {
  const stack = synth((scope) => {
    const named = { environment: "staging", region: "eu-west-1", role: "runner" };
    new InstanceRecovery(scope, "recovery", { ...named, instanceId: "i-1" });
  });
  const alarm = (action: string) => stack.at("aws_cloudwatch_metric_alarm", `recovery/${action}`);

  it("is moved to another host when its own fails", () => {
    expect(alarm("recover")).toMatchObject({
      alarm_name: "staging-runner-recover",
      namespace: "AWS/EC2",
      metric_name: "StatusCheckFailed_System",
      dimensions: { InstanceId: "i-1" },
      alarm_actions: ["arn:aws:automate:eu-west-1:ec2:recover"],
    });
  });

  it("is rebooted when its system does not answer, and not before its host could have been found guilty", () => {
    expect(alarm("reboot")).toMatchObject({
      metric_name: "StatusCheckFailed_Instance",
      alarm_actions: ["arn:aws:automate:eu-west-1:ec2:reboot"],
    });
    expect(Number(alarm("reboot")["evaluation_periods"])).toBeGreaterThan(
      Number(alarm("recover")["evaluation_periods"]),
    );
  });

  it("may be stopped without an alarm", () => {
    for (const one of stack.all("aws_cloudwatch_metric_alarm")) expect(one["treat_missing_data"]).toBe("notBreaching");
  });
});
