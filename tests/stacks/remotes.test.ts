import { describe, expect, it } from "vitest";
import { changedStack } from "../support/changed.js";
import { connectionLines } from "../support/connections.js";
import { internalServices } from "../support/internal-services.js";
import { fullNetwork, reachedFromElsewhere } from "../support/networks.js";
import { together } from "../support/together.js";

const shared = { on: "ec2", instances: ["m7i.large"], count: [1, 4], network: "bridge" };
const changes = together({
  internalServices,
  fullNetwork,
  reachedFromElsewhere,
  shared: {
    "staging.clusters.shared": shared,
    "staging.services.web.cluster": "shared",
    "staging.services.web.reaches": { old: [22] },
  },
});
const stack = changedStack(changes);
const lines = connectionLines(stack);

describe("what a service reaches of other networks", () => {
  it("is one rule for each range and port that it names, and no more", () => {
    expect(lines.filter((line) => /^out .* (10\.60|10\.61|192\.168)\./.test(line))).toEqual([
      "out cluster-shared/group 22 10.60.0.0/16: to 10.60.0.0/16: old",
      "out service-api/group 1883 10.61.0.0/16: to 10.61.0.0/16: factory",
      "out service-api/group 3306 10.60.0.0/16: to 10.60.0.0/16: old",
      "out service-api/group 6379 10.60.0.0/16: to 10.60.0.0/16: old",
    ]);
  });
});

describe("what other networks reach", () => {
  it("is the internal load balancer, on the port of the service that names them", () => {
    expect(lines.filter((line) => /^in .* (10\.60|10\.61|192\.168)\./.test(line))).toEqual([
      "in internal-edge/group 9001 10.60.0.0/16: from 10.60.0.0/16: old, for search",
      "in internal-edge/group 9001 192.168.0.0/24: from 192.168.0.0/24: office, for search",
    ]);
  });
});

describe("where the network has IPv6", () => {
  it("every group that goes out to the world does so over both, on 443 alone", () => {
    const out = lines.filter((line) => / (0\.0\.0\.0\/0|::\/0): /.test(line) && line.startsWith("out "));
    const groups = (range: string) =>
      out.filter((line) => line.includes(` 443 ${range}: `)).map((line) => line.split(" ")[1]);
    expect(groups("::/0")).toEqual(groups("0.0.0.0/0"));
    expect(groups("::/0")).toHaveLength(out.length / 2);
  });
});
