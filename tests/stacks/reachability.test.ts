import { describe, expect, it } from "vitest";
import { buildPlatform, type Target } from "../../stacks/platform.js";
import { unreachable } from "../../stacks/reachability.js";
import { type Changes, configuration, problemsOf } from "../support/configuration.js";
import { moving } from "../support/moving.js";
import { fullNetwork } from "../support/networks.js";
import { withWarehouse } from "../support/security.js";

const ECR = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/acme";
const DIGEST = `sha256:${"a".repeat(64)}`;
const PUBLIC = `public.ecr.aws/acme/web@${DIGEST}`;
const IMAGES: Changes = {
  "catalogue.services.api.image": `${ECR}/api@${DIGEST}`,
  "catalogue.services.web.image": `${ECR}/web@${DIGEST}`,
};

const lacking = (changes: Changes) => {
  const [, staging] = configuration({ "staging.network.nat": "none", ...changes }).environments;
  if (staging === undefined) throw new Error("staging is written");
  return unreachable(staging);
};

const FULL = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];

describe("an environment without NAT", () => {
  it("names every endpoint that it lacks, and who needs it", () => {
    expect(lacking(IMAGES)).toEqual([
      {
        path: "staging.network.endpoints",
        what: "lacks what the environment uses, and without NAT there is no other way to it",
        value: [
          "ecr.api (service api, service web)",
          "ecr.dkr (service api, service web)",
          "logs (service api, service web)",
          "secretsmanager (service api)",
        ].join("; "),
        fix: 'add "ecr.api", "ecr.dkr", "logs", "secretsmanager", or set nat: "single"',
      },
    ]);
  });

  it("is content with those that its services use", () => {
    expect(lacking({ ...IMAGES, "staging.network.endpoints": FULL })).toEqual([]);
  });

  it("needs the passwords of a warehouse as those of a database", () => {
    const alone = { ...withWarehouse, "catalogue.services.api.stores": ["figures"] };
    expect(lacking({ ...IMAGES, ...alone, "staging.network.endpoints": ["ecr.api", "ecr.dkr", "logs"] })).toMatchObject(
      [{ value: "secretsmanager (service api)" }],
    );
  });

  it("needs the secrets of a migration, and where it logs", () => {
    const { main } = moving["staging.migration"] as Readonly<Record<string, object>>;
    const from = { "staging.migration": { main }, "organization.migrations": ["staging"] };
    const noMore = {
      "catalogue.services.api.stores": ["documents"],
      "staging.network.endpoints": ["ecr.api", "ecr.dkr"],
    };
    const [lack] = lacking({ ...IMAGES, ...fullNetwork, ...noMore, ...from });
    expect(lack?.value).toContain("secretsmanager (migration of main)");
    expect(lack?.value).toContain("logs (migration of main, ");
  });

  it.each<readonly [what: string, changes: Changes, endpoints: string]>([
    ["a parameter", { "catalogue.services.web.secrets": { KEY: "ssm:/key" } }, '"ssm"'],
    ["a secret of a sidecar", { "catalogue.services.web.sidecars": { log: sidecar() } }, '"ssm"'],
    [
      "a queue",
      { "catalogue.stores.jobs": { kind: "queue" }, "catalogue.services.jobs": worker(), ...sizes() },
      '"sqs"',
    ],
    ["a shell in its tasks", { "staging.clusters.app.exec": true }, '"kms", "ssmmessages"'],
    [
      "instances",
      { "staging.clusters.app": { on: "ec2", instances: ["m7i.large"], count: [2, 4] } },
      '"ecs", "ecs-agent", "ecs-telemetry"',
    ],
  ])("needs another endpoint for %s", (_, changes, endpoints) => {
    expect(lacking({ ...IMAGES, "staging.network.endpoints": FULL, ...changes })).toMatchObject([
      { path: "staging.network.endpoints", fix: `add ${endpoints}, or set nat: "single"` },
    ]);
  });

  it("pulls no image from the internet", () => {
    const [problem, ...others] = lacking({
      ...IMAGES,
      "catalogue.services.web.image": PUBLIC,
      "staging.network.endpoints": FULL,
    });
    expect(others).toEqual([]);
    expect(problem).toEqual({
      path: "staging.network.nat",
      what: "leaves no way to images that come from the internet",
      value: PUBLIC,
      allowed: "images of private repositories of ECR",
      fix: 'keep copies in ECR, or set nat: "single"',
    });
  });

  it("lacks nothing where there is NAT", () => {
    expect(lacking({ "staging.network.nat": "single" })).toEqual([]);
  });

  it.each<readonly [Target, number]>([
    ["aws", 2],
    ["local", 0],
  ])("is refused where there is a network to cross: %s", (target, problems) => {
    const build = () => buildPlatform({ configuration: configuration({ "staging.network.nat": "none" }), target });
    expect(problemsOf(build)).toHaveLength(problems);
  });
});

function sidecar() {
  return {
    image: `${ECR}/log@${DIGEST}`,
    user: 1000,
    cpu: 32,
    memoryMiB: 64,
    essential: false,
    secrets: { KEY: "ssm:/key" },
  };
}

function worker() {
  return {
    kind: "worker",
    image: `${ECR}/jobs@${DIGEST}`,
    user: 1000,
    queue: "jobs",
    secondsPerMessage: 1,
    acceptableDelaySeconds: 60,
    containerHealth: { command: ["/health"] },
  };
}

function sizes(): Changes {
  const size = { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 };
  return Object.fromEntries(
    ["staging", "production"].flatMap((name) => [
      [`${name}.services.jobs`, size],
      [`${name}.stores.jobs`, {}],
    ]),
  );
}
