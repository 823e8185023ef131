import { describe, expect, it } from "vitest";
import { changedStack } from "../support/changed.js";
import type { Changes } from "../support/configuration.js";

const staging = (changes: Changes) => changedStack(changes);

const timeout = (changes: Changes) => staging(changes).one("aws_lb")["idle_timeout"];
const targets = (changes: Changes) =>
  staging(changes)
    .resources()
    .filter(({ type }) => type === "aws_lb_target_group");

describe("the load balancer that web services share", () => {
  it("has a DNS record for each of their hosts, once", () => {
    const stack = staging({
      "catalogue.services.api.hosts": ["api"],
      "catalogue.services.web.hosts": ["www", "api"],
    });
    expect(stack.pathsOf("aws_route53_record").filter((path) => path.startsWith("edge/host"))).toEqual([
      "edge/host-api",
      "edge/host-www",
    ]);
    expect(stack.at("aws_route53_record", "edge/host-api")).toMatchObject({
      name: "api.staging.aws.acme.test",
      alias: { name: "${edge/balancer.dns_name}" },
    });
  });

  it("bears the longest silence that any of them asks for", () => {
    expect(timeout({})).toBe(60);
    expect(timeout({ "catalogue.services.api.idleSeconds": 600 })).toBe(600);
    expect(timeout({ "catalogue.services.api.idleSeconds": 30 })).toBe(60);
  });
});

describe("the time in which tasks drain", () => {
  it("is one number for every service, of which a change is one in place", () => {
    const longer = { "catalogue.services.api.drainSeconds": 45, "catalogue.services.web.drainSeconds": 45 };
    expect(targets({}).map(({ resource }) => resource["deregistration_delay"])).toEqual(["30", "30"]);
    expect(targets(longer)).toEqual(
      targets({}).map((one) => ({ ...one, resource: { ...one.resource, deregistration_delay: "45" } })),
    );
  });
});
