import type { catalogue } from "./catalogue.js";
import { accounts, delegatedDomain } from "./organization.js";
import type { EnvironmentInput } from "./schema/environment.js";

export const staging: EnvironmentInput<typeof catalogue> = {
  name: "staging",
  account: accounts.staging,
  region: "eu-west-1",
  lifecycle: "disposable",
  domain: `staging.${delegatedDomain}`,
  alerts: "channel",
  network: { cidr: "10.20.0.0/16", zones: ["a", "b"], nat: "single" },
  clusters: { app: { on: "fargate" } },
  services: {
    api: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
  },
  stores: {
    main: { size: "db.t4g.micro", storageGiB: 20, standby: false, backupDays: 1 },
    documents: {},
  },
};
