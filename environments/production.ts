import type { catalogue } from "./catalogue.js";
import { accounts, delegatedDomain } from "./organization.js";
import type { EnvironmentInput } from "./schema/environment.js";

export const production: EnvironmentInput<typeof catalogue> = {
  name: "production",
  account: accounts.production,
  region: "eu-west-1",
  lifecycle: "protected",
  domain: `production.${delegatedDomain}`,
  alerts: "page",
  network: {
    cidr: "10.10.0.0/16",
    zones: ["a", "b", "c"],
    nat: "per-zone",
    // What was tried in vain: about $1 a month, and the first thing that one looks for afterwards.
    flowLogs: { to: "logs", traffic: "rejected" },
  },
  clusters: {
    app: { on: "fargate", containerInsights: "enhanced" },
    // Jobs may be interrupted: a message that isn't finished comes back.
    general: {
      on: "ec2",
      instances: ["m7i.large", "m6i.large", "m5.large"],
      count: [2, 8],
      spotShare: 50,
      containerInsights: "enhanced",
    },
    // Of their own: what else runs must not take the memory that open connections hold.
    sockets: { on: "ec2", instances: ["m7i.large"], count: [3, 9], containerInsights: "enhanced" },
  },
  services: {
    api: { cluster: "app", cpu: 1024, memoryMiB: 2048, count: { minimum: 3, maximum: 12 }, scale: { cpuPercent: 60 } },
    admin: { cluster: "app", cpu: 512, memoryMiB: 1024, count: 2 },
    websockets: {
      cluster: "sockets",
      cpu: 768,
      memoryMiB: 3072,
      count: { minimum: 3, maximum: 9 },
      scale: { memoryPercent: 70 },
    },
    jobs: { cluster: "general", cpu: 768, memoryMiB: 3072, count: { minimum: 1, maximum: 8 } },
    agent: { clusters: ["general", "sockets"], cpu: 128, memoryMiB: 512 },
    reports: { cluster: "app", cpu: 1024, memoryMiB: 4096 },
  },
  stores: {
    main: { size: "db.m7g.large", storageGiB: 100, standby: true, backupDays: 30 },
    documents: {},
    orders: {},
  },
};
