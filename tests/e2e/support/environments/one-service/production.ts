import type { EnvironmentInput } from "../../../../../environments/schema/environment.js";
import type { catalogue } from "./catalogue.js";
import { accounts, delegatedDomain } from "./organization.js";

export const production: EnvironmentInput<typeof catalogue> = {
  name: "production",
  account: accounts.production,
  region: "eu-west-1",
  // Not protected: the lanes change the image by its tag.
  lifecycle: "disposable",
  domain: `production.${delegatedDomain}`,
  alerts: "page",
  network: { cidr: "10.10.0.0/16", zones: ["a", "b"], nat: "none" },
  clusters: { app: { on: "fargate" } },
  services: { api: { cluster: "app", cpu: 1024, memoryMiB: 2048, count: 3 } },
  stores: {},
};
