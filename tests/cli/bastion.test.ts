import { describe, expect, it } from "vitest";
import { spanOf } from "../../cli/arguments/span.js";
import { bastionsIn, hasExpired } from "../../cli/bastion/bastions.js";
import { closeEach, leftError } from "../../cli/bastion/each.js";
import { holdUntil } from "../../cli/bastion/hold.js";
import { describeBastion, howToConnect } from "../../cli/bastion/render.js";
import { type Asked, requestOf } from "../../cli/bastion/request.js";
import { environmentNamed } from "../../cli/bastion/synthesize.js";
import type { StoredState } from "../../cli/state/states.js";
import { GantryError } from "../../modules/core/errors.js";
import type { BastionFacts } from "../../stacks/bastion.js";
import { type Changes, configuration, problemsOf } from "../support/configuration.js";
import { internalServices } from "../support/internal-services.js";

const now = new Date("2026-11-21T22:30:00Z");
const asked: Asked = { for: "1h", to: ["main"], from: [], why: undefined };

const request = (change: Partial<Asked>, environment = "staging", changes: Changes = {}) =>
  requestOf(environmentNamed(configuration(changes), environment), { ...asked, ...change }, now);

const refused = (...[change, environment, changes]: Parameters<typeof request>) =>
  problemsOf(() => request(change, environment, changes)).map(({ path, what }) => `${path} ${what}`);

describe("a span of time", () => {
  const between = { min: 60, max: 12 * 3600 };

  it.each([
    ["90m", 5400],
    ["1h", 3600],
    ["1h30m", 5400],
    ["60s", 60],
  ])("%s is %i seconds", (value, seconds) => {
    expect(spanOf("--for", value, between)).toBe(seconds);
  });

  it.each([
    ["1", "is no span of time"],
    ["1 hour", "is no span of time"],
    ["-1h", "is no span of time"],
    ["0m", "is too short"],
    ["59s", "is too short"],
    ["13h", "is too long"],
    ["1d", "is too long"],
  ])("%s %s", (value, what) => {
    const [problem] = problemsOf(() => spanOf("--for", value, between));
    expect(problem).toMatchObject({ path: "--for", what, value, allowed: expect.stringMatching(/^1m to 12h/) });
  });
});

describe("what is asked of a bastion", () => {
  it("has its end, to the second", () => {
    expect(request({})).toEqual({
      to: [{ kind: "store", name: "main" }],
      from: [],
      until: new Date("2026-11-21T23:30:00Z"),
    });
  });

  it("may be internal services beside stores, in the order in which they were named", () => {
    const { to } = request({ to: ["admin", "main", "search"] }, "staging", internalServices);
    expect(to.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["service admin", "store main", "service search"]);
  });

  it("is refused with everything that is wrong with it", () => {
    const why = "x".repeat(257);
    expect(
      refused({ for: "2d", to: ["main", "main", "nonsense", "documents"], from: ["0.0.0.0/0", "x"], why }),
    ).toEqual([
      "--for is too long",
      "--to is nothing that a bastion can lead to",
      "--to is nothing that a bastion can lead to",
      "--to was given twice",
      "--from must be a /24 or narrower, of IPv6 a /48: nobody's people are everywhere",
      "--from must be a range in CIDR notation; of one address, 203.0.113.7/32 or 2001:db8::7/128",
      "--why can't be kept",
    ]);
    expect(refused({ for: undefined, to: [] })).toEqual([
      "--for is missing: a bastion has an end",
      "--to is missing: a bastion leads to what is named, and nowhere else",
    ]);
  });

  it("is refused where only tasks resolve the name", () => {
    expect(refused({ to: ["prices"] }, "staging", internalServices)).toEqual([
      "--to is nothing that a bastion can lead to",
    ]);
  });

  it("says why where the environment is protected", () => {
    expect(refused({}, "production")).toEqual([
      "--why is missing: production is protected, and who looks later wants to know",
    ]);
    expect(request({ why: "slow query 4711" }, "production").why).toBe("slow query 4711");
  });

  it("names where people come from where nothing leads to Session Manager", () => {
    const withoutNat = { "staging.network.nat": "none" };
    expect(refused({}, "staging", withoutNat)).toEqual([
      "staging needs Session Manager, to which nothing leads from a private subnet here",
    ]);
    expect(request({ from: ["203.0.113.7/32"] }, "staging", withoutNat).from).toEqual(["203.0.113.7/32"]);
  });
});

const facts: BastionFacts = {
  environment: "staging",
  until: "2026-11-21T23:30:00.000Z",
  instance: "i-1",
  from: [],
  to: { main: { host: "main.db", port: 5432 }, reports: { host: "reports.db", port: 5432 } },
};

const stored = (
  stack: string,
  outputs: Readonly<Record<string, unknown>>,
  addresses = ["aws_vpc.main"],
): StoredState => ({
  stack,
  key: "",
  bytes: 1,
  modified: now,
  contents: { lineage: "a", serial: 1, addresses, tainted: [], outputs },
});

describe("the bastions among the states", () => {
  const bastions = bastionsIn([
    stored("staging", {}),
    stored("bastion-staging", { access: facts }),
    stored("bastion-production", {}),
    stored("bastion-review-1", {}, []),
  ]);

  it("are those that have anything, also where a deploy was cut off", () => {
    expect(bastions.map(({ environment, facts }) => [environment, facts?.instance])).toEqual([
      ["staging", "i-1"],
      ["production", undefined],
    ]);
  });

  it("expire at their time", () => {
    const [staging, cutOff] = bastions;
    if (staging === undefined || cutOff === undefined) throw new Error("there are two");
    expect(hasExpired(staging, now)).toBe(false);
    expect(hasExpired(staging, new Date(facts.until))).toBe(true);
    expect(hasExpired(cutOff, new Date("2027-01-01T00:00:00Z"))).toBe(false);
    expect(describeBastion(staging, now)).toBe(
      "bastion of staging: open until 2026-11-21 23:30 UTC, for 1h00m more; to main, reports through Session Manager",
    );
    expect(describeBastion(staging, new Date(facts.until))).toMatch(/expired at 2026-11-21 23:30 UTC; .*close staging/);
    expect(describeBastion(cutOff, now)).toMatch(/its deploy was cut off; .*close production/);
  });
});

describe("the way through", () => {
  it("is a line for each target through Session Manager, each at a local port of its own", () => {
    const lines = howToConnect(facts, "eu-west-1");
    expect(lines.filter((line) => !line.startsWith(" "))).toEqual([
      "main at localhost:15432, with",
      "reports at localhost:15433, with",
    ]);
    expect(lines[1]).toBe(
      "  aws ssm start-session --region eu-west-1 --target i-1 --document-name AWS-StartPortForwardingSessionToRemoteHost --parameters 'host=main.db,portNumber=5432,localPortNumber=15432'",
    );
  });

  it("is one SSH for all, with a key that is sent before", () => {
    const [, send, ssh] = howToConnect({ ...facts, address: "198.51.100.7", from: ["203.0.113.0/24"] }, "eu-west-1");
    expect(send).toContain("aws ec2-instance-connect send-ssh-public-key --region eu-west-1 --instance-id i-1 ");
    expect(ssh).toBe("  ssh -N -L 15432:main.db:5432 -L 15433:reports.db:5432 ec2-user@198.51.100.7");
  });
});

const output = { foot: () => {} } as unknown as Parameters<typeof holdUntil>[0]["output"];
const interrupted = (act: (end: () => void) => void) =>
  ({
    wait: (end: () => void) => {
      act(end);
      return () => {};
    },
  }) as unknown as Parameters<typeof holdUntil>[0]["interrupts"];

describe("the wait before a bastion is closed", () => {
  it("is over at its time", async () => {
    const interrupts = interrupted(() => {});
    expect(await holdUntil({ output, interrupts }, new Date(Date.now() + 5))).toBe("expired");
  });

  it("is over when its user has had enough", async () => {
    const interrupts = interrupted((end) => setImmediate(end));
    expect(await holdUntil({ output, interrupts }, new Date(Date.now() + 60_000))).toBe("ended");
  });
});

const close = (failures: Readonly<Record<string, Error>>) => async (environment: string) => {
  const failure = failures[environment];
  if (failure !== undefined) throw failure;
  return environment !== "none";
};

describe("several bastions that are to be closed", () => {
  const interrupts = { check: () => {} } as Parameters<typeof closeEach>[0]["interrupts"];
  const locked = new GantryError({ path: "bastion-b", what: "is locked" }, { outcome: "refused" });
  const gone = new GantryError({ what: "there is no environment named c", fix: "correct the name" });

  it("are closed but for those that can't be", async () => {
    const each = await closeEach({ interrupts }, ["a", "b", "c", "none", "d"], close({ b: locked, c: gone }));
    expect(each).toEqual({
      closed: ["a", "d"],
      none: ["none"],
      left: [
        { environment: "b", reason: locked },
        { environment: "c", reason: gone },
      ],
    });
  });

  it("are named with the reason where they are left; a mere refusal is told from a failure", () => {
    const [b, c] = [
      { environment: "b", reason: locked },
      { environment: "c", reason: gone },
    ];
    const both = leftError([b, c]);
    expect(both.outcome).toBe("failed");
    expect(both.problems).toEqual([
      { path: "the bastion of b", what: "is left: bastion-b is locked" },
      { path: "the bastion of c", what: "is left: there is no environment named c", fix: "correct the name" },
    ]);
    expect(leftError([b]).outcome).toBe("refused");
  });

  it("stay where the user had enough, and where something is defective", async () => {
    const enough = new GantryError({ what: "interrupted" });
    const stopped = {
      check: () => {
        throw enough;
      },
    } as unknown as typeof interrupts;
    await expect(closeEach({ interrupts: stopped }, ["b", "a"], close({ b: locked }))).rejects.toBe(enough);
    await expect(closeEach({ interrupts }, ["b", "a"], close({ b: new TypeError("a defect") }))).rejects.toThrow(
      TypeError,
    );
  });
});
