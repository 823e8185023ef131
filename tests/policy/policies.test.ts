import { TerraformResource, TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { loadConfiguration } from "../../environments/index.js";
import { buildPlatform } from "../../stacks/platform.js";
import { type Changes, configuration } from "../support/configuration.js";
import { withCron } from "../support/cron.js";
import { agent } from "../support/daemons.js";
import { behindCloudFront, wholeEdge } from "../support/edge.js";
import { fullTask } from "../support/full-task.js";
import { internalServices } from "../support/internal-services.js";
import { fullNetwork } from "../support/networks.js";
import { everyEnvironment, platform, stackNamed } from "../support/platform.js";
import { everyStore } from "../support/stores.js";
import { synth, synthPlatform } from "../support/synth.js";
import { withWorker } from "../support/worker.js";
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
].map((policy) => [policy.promise, policy] as const);

/** Staging of the tests' own configuration after the changes. */
const staging = (title: string, changes: Changes) => environment("staging", title, changes);

const environment = (name: "production" | "staging", title: string, changes: Changes) =>
  [...synthPlatform({ configuration: configuration(changes), target: "aws", stacks: [name] }).values()].map(
    (stack) => [`${name} ${title}`, stack] as const,
  );

// What the repository's own environments may not use is checked with the tests' own.
const clusterOnEc2 = { on: "ec2", instances: ["m7i.large", "m6i.large"], count: [2, 4], spotShare: 50 };
const sharedInterfaces = { on: "ec2", instances: ["t3.small"], count: [2, 4], network: "bridge", exec: true };
const clock = { timeZone: "Europe/Dublin", maximum: 10 };
const scaling = {
  "staging.services.api.count": { minimum: 0, maximum: 10 },
  "staging.services.api.scale": {
    cpuPercent: 60,
    memoryPercent: 70,
    requestsPerTask: 500,
    schedule: {
      morning: { ...clock, at: "cron(0 7 ? * MON-FRI *)", minimum: 2 },
      night: { ...clock, at: "cron(0 22 * * ? *)", minimum: 0 },
    },
  },
};
const migrating = {
  "catalogue.services.api.migrate": { image: `public.ecr.aws/acme/api-migrate@sha256:${"a".repeat(64)}`, user: 1000 },
};
const stacks = [
  ...staging("with internal services", internalServices),
  ...staging("with a daemon", agent),
  ...platform(),
  ...staging("on EC2", { "staging.clusters.app": clusterOnEc2 }),
  ...staging("in bridge mode, open to ECS Exec", { "staging.clusters.app": sharedInterfaces }),
  ...staging("with all that a task can have", fullTask),
  ...staging("with all that a network can have", fullNetwork),
  ...staging("with flow logs in a bucket", { "staging.network.flowLogs": { to: "bucket", traffic: "rejected" } }),
  ...staging("with all that scales a service", scaling),
  ...staging("with all that stands before it", wholeEdge),
  ...staging("behind CloudFront", behindCloudFront),
  ...staging("with a worker", withWorker),
  ...staging("with a service that migrates", migrating),
  ...staging("with a cron", withCron),
  ...staging("with every kind of store", everyStore),
  ...environment("production", "with every kind of store and all that can be said of them", everyStore),
  ...staging("with a cron that runs alone", {
    ...withCron,
    "catalogue.services.reports.alone": true,
    "catalogue.services.reports.timeoutSeconds": 3600,
  }),
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
