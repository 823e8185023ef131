import { standingBastion } from "./bastion.js";
import type { Changes } from "./configuration.js";
import { withCron } from "./cron.js";
import { agent } from "./daemons.js";
import { behindCloudFront, overIpv6, wholeEdge, withSite } from "./edge.js";
import { fullTask } from "./full-task.js";
import { pinned } from "./images.js";
import { internalServices } from "./internal-services.js";
import { managed } from "./management.js";
import { moving } from "./moving.js";
import { fullNetwork, reachedFromElsewhere, recorded } from "./networks.js";
import { seen } from "./observability.js";
import { watchedAccounts, withBackups, withWarehouse } from "./security.js";
import { everyStore } from "./stores.js";
import { together } from "./together.js";
import { withWorker } from "./worker.js";

const clock = { timeZone: "Europe/Dublin", maximum: 10 };
const scaling: Changes = {
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
const migrating: Changes = { "catalogue.services.api.migrate": { image: pinned("api-migrate"), user: 1000 } };

/**
 * All that the repository's own environments leave out, switched on at once in the tests' configuration: the policies
 * run over each of its stacks.
 *
 * A new feature adds one line: its changes, exported by a file beside this one, for `staging`, `production`,
 * `organization` or the `catalogue`. Blocks may write into each other's parts: records are merged and lists joined, so
 * each names what it needs alone. Two that disagree are refused; what excludes another goes into {@link alternatives}.
 */
export const everything: Changes = together({
  agent,
  bastion: standingBastion,
  edge: wholeEdge,
  "internal services": internalServices,
  management: managed,
  migrating,
  moving,
  network: fullNetwork,
  "flow logs": recorded,
  "other networks": reachedFromElsewhere,
  scaling,
  seen,
  site: withSite,
  security: watchedAccounts,
  backups: withBackups,
  stores: everyStore,
  task: fullTask,
  warehouse: withWarehouse,
  worker: withWorker,
  cron: withCron,
});

/** What goes with something in `everything` not at all: one stack each, staging of the tests' configuration. */
export const alternatives: Readonly<Record<string, Changes>> = {
  "on EC2": {
    "staging.clusters.app": { on: "ec2", instances: ["m7i.large", "m6i.large"], count: [2, 4], spotShare: 50 },
  },
  "in bridge mode, open to ECS Exec": {
    "staging.clusters.app": { on: "ec2", instances: ["t3.small"], count: [2, 4], network: "bridge", exec: true },
  },
  "with flow logs in a bucket": { "staging.network.flowLogs": { to: "bucket", traffic: "rejected" } },
  "behind CloudFront": behindCloudFront,
  "reached by IPv6": overIpv6,
  "with a cron that runs alone": {
    ...withCron,
    "catalogue.services.reports.alone": true,
    "catalogue.services.reports.timeoutSeconds": 3600,
  },
};
