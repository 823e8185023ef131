import { TerraformResource, TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { loadConfiguration } from "../../environments/index.js";
import type { Configuration } from "../../environments/schema/parse.js";
import { buildPlatform, SHARED_STACKS, sharedStacks } from "../../stacks/platform.js";
import { bastionOf } from "../support/bastion.js";
import { type Changes, configuration } from "../support/configuration.js";
import { alternatives, everything } from "../support/everything.js";
import { everyEnvironment, platform, stackNamed } from "../support/platform.js";
import { synth, synthPlatform } from "../support/synth.js";
import { edge } from "./policies/edge.js";
import { encryption } from "./policies/encryption.js";
import { exec } from "./policies/exec.js";
import { identity } from "./policies/identity.js";
import { instances } from "./policies/instances.js";
import { lifecycle } from "./policies/lifecycle.js";
import { migrations } from "./policies/migrations.js";
import { monitoring } from "./policies/monitoring.js";
import { names } from "./policies/names.js";
import { network } from "./policies/network.js";
import { provenance } from "./policies/provenance.js";
import { registries } from "./policies/registries.js";
import { safety } from "./policies/safety.js";
import { secrets } from "./policies/secrets.js";
import { servicePolicies } from "./policies/services.js";
import { stores } from "./policies/stores.js";
import { vpc } from "./policies/vpc.js";

const policies = [
  ...network,
  ...vpc,
  ...encryption,
  ...secrets,
  ...identity,
  ...instances,
  ...exec,
  ...lifecycle,
  ...monitoring,
  ...names,
  ...provenance,
  ...registries,
  ...servicePolicies,
  ...migrations,
  ...edge,
  ...stores,
  ...safety,
].map((policy) => [policy.promise, policy] as const);

/** The stacks of the tests' own configuration after the changes: what the repository's own environments may not use. */
const changed = (title: string, changes: Changes, stacks: readonly string[]) =>
  [...synthPlatform({ configuration: configuration(changes), target: "aws", stacks })].map(
    ([name, stack]) => [`${name} ${title}`, stack] as const,
  );

/** A bastion of staging on the fly, in each of the ways in which one gets to it. */
const bastions = (all: Configuration) =>
  [[], ["203.0.113.0/24", "2001:db8:1::/48"]].map((from) => {
    const to = [{ kind: "store", name: "main" } as const];
    const title = from.length === 0 ? "through Session Manager" : "by SSH";
    return [`bastion-staging ${title}`, bastionOf(all, { to, from, until: new Date("2026-11-21T23:30:00Z") })] as const;
  });

const stacks = [
  ...platform(),
  ...changed("with everything", everything, [...SHARED_STACKS, "production", "staging"]),
  ...Object.entries(alternatives).flatMap(([title, changes]) => changed(title, changes, ["staging"])),
  ...bastions(configuration(everything)),
];

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
    const shared = sharedStacks(loadConfiguration().organization);
    expect([...platform().keys()].sort()).toEqual([...shared, ...everyEnvironment].sort());
  });

  it("is written whole: no resource takes another's address", () => {
    const app = buildPlatform({ configuration: loadConfiguration(everyEnvironment), target: "aws" });
    for (const stack of app.node.children.filter((node) => TerraformStack.isStack(node))) {
      const made = stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
      expect([stack.node.id, stackNamed(stack.node.id).resources().length]).toEqual([stack.node.id, made.length]);
    }
  });
});
