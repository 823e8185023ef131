import type { EnvironmentInput } from "../../../../../environments/schema/environment.js";
import type { catalogue } from "./catalogue.js";
import { accounts, delegatedDomain } from "./organization.js";

export const staging: EnvironmentInput<typeof catalogue> = {
  name: "staging",
  account: accounts.staging,
  region: "eu-west-1",
  lifecycle: "disposable",
  domain: `staging.${delegatedDomain}`,
  alerts: "quiet",
  network: { cidr: "10.20.0.0/16", zones: ["a", "b"], nat: "none" },
  clusters: { app: { on: "fargate" } },
  services: { api: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 } },
  stores: {},
};
