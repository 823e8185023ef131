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
  network: { cidr: "10.10.0.0/16", zones: ["a", "b", "c"], nat: "per-zone" },
  clusters: { app: { on: "fargate", containerInsights: "enhanced" } },
  services: {
    api: { cluster: "app", cpu: 1024, memoryMiB: 2048, count: 3 },
  },
  stores: {
    main: { size: "db.m7g.large", storageGiB: 100, standby: true, backupDays: 30 },
    documents: {},
  },
};
