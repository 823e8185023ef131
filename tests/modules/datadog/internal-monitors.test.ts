import { describe, expect, it } from "vitest";
import type { InternalServiceRef } from "../../../modules/core/refs/services.js";
import { monitorService } from "../../../modules/datadog/service-monitors.js";
import { synth } from "../../support/synth.js";

const service: InternalServiceRef = {
  name: "admin",
  kind: "internal",
  serviceName: "staging-admin",
  clusterName: "staging-app",
  desiredCount: 2,
  stores: [],
  url: "http://admin.staging.internal:9000",
};
const monitors = (more: Partial<InternalServiceRef> = {}) =>
  synth((scope) =>
    monitorService(scope, {
      service: { ...service, ...more },
      tags: { environment: "staging", organization: "acme" },
      audience: { warning: [], critical: [] },
    }),
  ).pathsOf("datadog_monitor");

describe("the monitors of an internal service", () => {
  it("watch its tasks, which is all that is to be seen from outside", () => {
    expect(monitors()).toEqual(
      ["cpu", "deployment", "memory", "restarts", "tasks"].map((name) => `monitors-admin/${name}/monitor`),
    );
  });

  it("watch its answers too where a load balancer sees them", () => {
    expect(monitors({ loadBalancerName: "staging-internal", targetGroupName: "staging-admin-9000" })).toEqual(
      ["cpu", "deployment", "errors", "latency", "memory", "restarts", "targets", "tasks"].map(
        (name) => `monitors-admin/${name}/monitor`,
      ),
    );
  });
});
