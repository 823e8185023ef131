import { describe, expect, it } from "vitest";
import { problemsAfter } from "../support/configuration.js";
import { internalServices } from "../support/internal-services.js";

const refused = (bastion: object, changes = {}) =>
  problemsAfter({ "staging.bastion": bastion, ...changes }).map(({ path, what }) => `${path} ${what}`);

describe("a bastion that stays", () => {
  it("may lead to a database or an internal service, from a company's addresses or from none", () => {
    expect(refused({ to: ["main"] })).toEqual([]);
    expect(refused({ to: ["main"], from: ["203.0.113.0/24"] })).toEqual([]);
    expect(refused({ to: ["main", "admin"] }, internalServices)).toEqual([]);
  });

  it("leads somewhere, and nowhere twice", () => {
    expect(refused({ to: [] })).toEqual(["staging.bastion.to must name what it leads to"]);
    expect(refused({ to: ["main", "main"] })).toEqual(["staging.bastion.to names something twice"]);
  });

  it("leads to nothing that doesn't listen", () => {
    const what = "is nothing that a bastion can lead to";
    expect(refused({ to: ["documents", "nonsense"] })).toEqual([
      `staging.bastion.to.0 ${what}`,
      `staging.bastion.to.1 ${what}`,
    ]);
  });

  it.each([
    ["0.0.0.0/0", /must be a \/24 or narrower/],
    ["::/0", /must be a \/24 or narrower, of IPv6 a \/48/],
    ["203.0.0.0/16", /must be a \/24 or narrower/],
    ["2001:db8::/32", /of IPv6 a \/48/],
    ["203.0.113.7/24", /must begin at a multiple of its size/],
    ["10.0.0.0/24", /must be addresses of the internet/],
    ["fd00::/64", /must be addresses of the internet/],
    ["203.0.113.7", /must be a range in CIDR notation/],
  ])("is not open to %s", (range, reason) => {
    expect(refused({ to: ["main"], from: [range] })).toEqual([expect.stringMatching(reason)]);
  });

  it("is reached over IPv6 only where the network has it", () => {
    const bastion = { to: ["main"], from: ["2001:db8:1::/48"] };
    expect(refused(bastion)).toEqual(["staging.bastion.from.0 is a range of IPv6, which the network doesn't have"]);
    expect(refused(bastion, { "staging.network.ipv6": true })).toEqual([]);
  });

  it("is reached through Session Manager only where something leads there", () => {
    const withoutNat = { "staging.network.nat": "none" };
    expect(refused({ to: ["main"] }, withoutNat)).toEqual([
      "staging.bastion needs Session Manager, to which nothing leads from a private subnet here",
    ]);
    const endpoints = { ...withoutNat, "staging.network.endpoints": ["ssm", "ssmmessages"] };
    expect(refused({ to: ["main"] }, endpoints)).toEqual([]);
    expect(refused({ to: ["main"], from: ["203.0.113.7/32"] }, withoutNat)).toEqual([]);
  });

  it("is of an arm64 type", () => {
    expect(refused({ to: ["main"], instance: "t3.micro" })).toEqual([
      "staging.bastion.instance must be an arm64 type, for instance t4g.nano",
    ]);
  });
});

it("an environment is not called as the stack of a bastion is", () => {
  const [problem] = problemsAfter({ "staging.name": "bastion-x" });
  expect(problem).toMatchObject({ what: "begins as the stacks beside an environment's do: bastion-" });
});
