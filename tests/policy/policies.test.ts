import { TerraformResource, TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { loadConfiguration } from "../../environments/index.js";
import { buildPlatform } from "../../stacks/platform.js";
import { configuration } from "../support/configuration.js";
import { everyEnvironment, platform, stackNamed } from "../support/platform.js";
import { synth, synthPlatform } from "../support/synth.js";
import { encryption } from "./policies/encryption.js";
import { identity } from "./policies/identity.js";
import { instances } from "./policies/instances.js";
import { lifecycle } from "./policies/lifecycle.js";
import { monitoring } from "./policies/monitoring.js";
import { names } from "./policies/names.js";
import { network } from "./policies/network.js";
import { provenance } from "./policies/provenance.js";
import { secrets } from "./policies/secrets.js";

const policies = [
  ...network,
  ...encryption,
  ...secrets,
  ...identity,
  ...instances,
  ...lifecycle,
  ...monitoring,
  ...names,
  ...provenance,
].map((policy) => [policy.promise, policy] as const);

// The repository's own environments may all be on Fargate: what EC2 adds is checked with the tests' own.
const clusterOnEc2 = { on: "ec2", instances: ["t3.small", "t3a.small"], count: [2, 4], spotShare: 50 };
const onEc2 = synthPlatform({
  configuration: configuration({ "staging.clusters.app": clusterOnEc2 }),
  target: "aws",
  stacks: ["staging"],
});
const stacks = [...platform(), ...[...onEc2].map(([name, stack]) => [`${name} on EC2`, stack] as const)];

describe.each(stacks)("the stack %s", (_, stack) => {
  it.each(policies)("%s", (_promise, policy) => {
    expect(policy.violations(stack)).toEqual([]);
  });
});

describe("a policy notices a stack that breaks it:", () => {
  it.each(policies)("%s", (_promise, policy) => {
    expect(policy.violations(synth((scope) => policy.broken(scope)))).not.toEqual([]);
  });
});

describe("every stack", () => {
  it("is checked: the shared ones, every long-lived environment, and one of every template", () => {
    expect([...platform().keys()].sort()).toEqual(["ops", "state", ...everyEnvironment].sort());
  });

  it("is written whole: no resource takes another's address", () => {
    const app = buildPlatform({ configuration: loadConfiguration(everyEnvironment), target: "aws" });
    for (const stack of app.node.children.filter((node) => TerraformStack.isStack(node))) {
      const made = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
      expect([stack.node.id, stackNamed(stack.node.id).resources().length]).toEqual([stack.node.id, made.length]);
    }
  });
});
