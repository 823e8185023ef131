import { describe, expect, it } from "vitest";
import { type Changes, problemsAfter } from "../support/configuration.js";
import { agent } from "../support/daemons.js";

const API = "staging.services.api";
const CLUSTER = "staging.clusters.app";
const onEc2 = { on: "ec2", instances: ["m7i.large"], count: [2, 4] };

/** What a person gets wrong about services and clusters, and where the report says so. */
const MISTAKES: readonly (readonly [mistake: string, changes: Changes, path: string])[] = [
  ["a Fargate size that isn't sold", { [`${API}.memoryMiB`]: 513 }, `${API}.memoryMiB`],
  [
    "a count with its minimum above its maximum",
    { [`${API}.count`]: { minimum: 4, maximum: 2 }, [`${API}.scale`]: { cpuPercent: 60 } },
    `${API}.count`,
  ],
  ["a cluster with its minimum above its maximum", { [CLUSTER]: { ...onEc2, count: [4, 2] } }, `${CLUSTER}.count`],
  ["a Spot share beyond everything", { [CLUSTER]: { on: "fargate", spotShare: 101 } }, `${CLUSTER}.spotShare`],
  ["a Spot share below nothing", { [CLUSTER]: { on: "fargate", spotShare: -1 } }, `${CLUSTER}.spotShare`],
  ["the same beyond everything on EC2", { [CLUSTER]: { ...onEc2, spotShare: 101 } }, `${CLUSTER}.spotShare`],
  ["the same below nothing on EC2", { [CLUSTER]: { ...onEc2, spotShare: -1 } }, `${CLUSTER}.spotShare`],
  [
    "a web service without a health check",
    { "catalogue.services.api.health": undefined },
    "catalogue.services.api.health",
  ],
  ["two services at one place", { "catalogue.services.api.routes": ["/*"] }, "catalogue.services.web.routes.0"],
  ["two services of one priority", { "catalogue.services.api.priority": 1000 }, "catalogue.services.web.priority"],
  [
    "a placement where there are no instances",
    { [`${API}.placement`]: { distinctInstance: true } },
    `${API}.placement`,
  ],
  [
    "a network mode where there are no instances",
    { [CLUSTER]: { on: "fargate", network: "bridge" } },
    `${CLUSTER}.network`,
  ],
  ["a network mode that isn't one", { [CLUSTER]: { ...onEc2, network: "host" } }, `${CLUSTER}.network`],
  [
    "a daemon where there are no instances",
    { ...agent, "staging.services.agent.clusters": ["general", "app"] },
    "staging.services.agent.clusters.1",
  ],
  [
    "a tag that moves",
    { "catalogue.services.api.image": "public.ecr.aws/acme/api:latest" },
    "catalogue.services.api.image",
  ],
];

describe("the report", () => {
  it.each(MISTAKES)("tells of %s, and of nothing else", (_, changes, path) => {
    expect(problemsAfter(changes).map((problem) => problem.path)).toEqual([path]);
  });
});
