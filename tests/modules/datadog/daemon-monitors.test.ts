import { describe, expect, it } from "vitest";
import type { DaemonServiceRef } from "../../../modules/core/refs/services.js";
import { monitorService } from "../../../modules/datadog/service-monitors.js";
import { synth } from "../../support/synth.js";

const run = (cluster: string) => ({
  cluster,
  clusterName: `staging-${cluster}`,
  serviceName: `staging-agent-${cluster}`,
});
const service: DaemonServiceRef = { name: "agent", kind: "daemon", runs: [run("general"), run("own")], stores: [] };

describe("the monitors of a daemon", () => {
  const stack = synth((scope) =>
    monitorService(scope, {
      service,
      tags: { environment: "staging", organization: "acme" },
      audience: { warning: [], critical: [] },
    }),
  );

  it("tell of instances without it, in each of its clusters", () => {
    const scope = "{environment:staging,servicename:staging-agent-own,clustername:staging-own}";
    expect(stack.pathsOf("datadog_monitor")).toEqual([
      "monitors-agent/cpu/monitor",
      "monitors-agent/instances-general/monitor",
      "monitors-agent/instances-own/monitor",
      "monitors-agent/memory/monitor",
    ]);
    expect(stack.at("datadog_monitor", "monitors-agent/instances-own/monitor")).toMatchObject({
      name: "[staging] agent: is not on every instance of own",
      query: `min(last_15m):100 * sum:aws.ecs.service.running${scope} / sum:aws.ecs.service.desired${scope} < 50`,
      monitor_thresholds: { warning: "99.9", warning_recovery: "100" },
    });
  });

  it("judge what it uses cluster by cluster, a new one after a while", () => {
    expect(stack.at("datadog_monitor", "monitors-agent/memory/monitor")).toMatchObject({
      query:
        "max(last_15m):max:aws.ecs.service.memory_utilization.maximum{environment:staging AND servicename IN (staging-agent-general, staging-agent-own)} by {clustername} > 95",
      new_group_delay: 900,
    });
  });

  it("are none where the environment gives it no instances", () => {
    const none = synth((scope) =>
      monitorService(scope, {
        service: { ...service, runs: [] },
        tags: { environment: "staging", organization: "acme" },
        audience: { warning: [], critical: [] },
      }),
    );
    expect(none.pathsOf("datadog_monitor")).toEqual([]);
  });
});
