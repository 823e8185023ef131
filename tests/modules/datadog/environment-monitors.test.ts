import { describe, expect, it } from "vitest";
import { EnvironmentMonitors, type EnvironmentMonitorsProps } from "../../../modules/datadog/environment-monitors.js";
import { synth } from "../../support/synth.js";

const monitors = (props: Pick<EnvironmentMonitorsProps, "loadBalancers" | "nat" | "domain">) =>
  synth((scope) => {
    const tags = { environment: "staging", organization: "acme" };
    new EnvironmentMonitors(scope, "monitors", { ...props, tags, audience: { warning: [], critical: [] } });
  });

describe("the monitors of what an environment's services share", () => {
  it("are of each load balancer, the way out, and the certificate", () => {
    const stack = monitors({
      loadBalancers: ["staging-public", "staging-internal"],
      nat: true,
      domain: "staging.acme.test",
    });
    const failed = "default_zero(sum:aws.applicationelb.httpcode_elb_5xx{name:staging-public}.as_count())";
    expect(stack.all("datadog_monitor").map(({ query }) => query)).toEqual([
      expect.stringContaining("{name:staging-internal}"),
      `sum(last_10m):100 * ${failed} / sum:aws.applicationelb.request_count{name:staging-public}.as_count() > 5`,
      "min(last_1d):min:aws.certificatemanager.days_to_expiry{environment:staging} < 14",
      "sum(last_30m):100 * default_zero(sum:aws.natgateway.packets_drop_count{environment:staging}.as_count()) / ( sum:aws.natgateway.packets_in_from_source{environment:staging}.as_count() + sum:aws.natgateway.packets_in_from_destination{environment:staging}.as_count() ) > 0.1",
      "sum(last_15m):sum:aws.natgateway.error_port_allocation{environment:staging}.as_count() > 100",
    ]);
  });

  it("are of its connections to other networks, each by itself", () => {
    const stack = synth((scope) => {
      const tags = { environment: "staging", organization: "acme" };
      const vpns = ["staging-vpn-office", "staging-vpn-old"];
      const audience = { warning: [], critical: [] };
      new EnvironmentMonitors(scope, "monitors", { loadBalancers: [], nat: false, vpns, tags, audience });
    });
    expect(stack.one("datadog_monitor")).toMatchObject({
      query:
        "avg(last_15m):100 * avg:aws.vpn.tunnel_state{environment:staging AND name IN (staging-vpn-office, staging-vpn-old)} by {name} < 25",
      new_group_delay: 3600,
    });
  });

  it("are of its budget, spent and to be spent, where it has one", () => {
    const stack = synth((scope) => {
      const tags = { environment: "staging", organization: "acme" };
      const audience = { warning: [], critical: [] };
      new EnvironmentMonitors(scope, "monitors", {
        loadBalancers: [],
        nat: false,
        budget: "acme-staging",
        tags,
        audience,
      });
    });
    const limit = "max:aws.billing.budget_limit{budget_name:acme-staging}";
    expect(
      stack
        .all("datadog_monitor")
        .map(({ query }) => String(query))
        .sort(),
    ).toEqual([
      `max(last_1d):100 * max:aws.billing.actual_spend{budget_name:acme-staging} / ${limit} > 100`,
      `min(last_1d):100 * max:aws.billing.forecasted_spend{budget_name:acme-staging} / ${limit} > 120`,
    ]);
  });

  it("leave out what it doesn't have", () => {
    expect(monitors({ loadBalancers: ["staging-public"], nat: false }).pathsOf("datadog_monitor")).toEqual([
      "monitors/balancer-public/monitor",
    ]);
  });
});
