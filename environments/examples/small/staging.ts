import { accounts, delegatedDomain } from "../../organization.js";
import type { EnvironmentInput } from "../../schema/environment.js";
import type { catalogue } from "./catalogue.js";

/** Two tasks, one in each zone: of two instances either may go. */
const task = { cluster: "app", cpu: 128, memoryMiB: 128, count: 2 };

export const staging: EnvironmentInput<typeof catalogue> = {
  name: "staging",
  account: accounts.staging,
  region: "eu-west-1",
  lifecycle: "disposable",
  domain: `staging.${delegatedDomain}`,
  alerts: "channel",
  network: { cidr: "10.20.0.0/16", zones: ["a", "b"], nat: "single" },
  clusters: { app: { on: "ec2", instances: ["t3.micro"], count: [2, 2], network: "bridge" } },
  services: { api: task, admin: task, hooks: task, site: task },
  stores: { main: { size: "db.t4g.micro", storageGiB: 20, standby: false, backupDays: 1 } },
};
