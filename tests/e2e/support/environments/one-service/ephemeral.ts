import type { Template } from "../../../../../environments/schema/template.js";
import type { catalogue } from "./catalogue.js";
import { accounts, delegatedDomain } from "./organization.js";

const environment = {
  account: accounts.staging,
  region: "eu-west-1",
  lifecycle: "disposable",
  alerts: "quiet",
  network: { zones: ["a", "b"], nat: "none" },
  clusters: { app: { on: "fargate" } },
  services: { api: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 } },
  stores: {},
} satisfies Template<typeof catalogue>["environment"];

export const templates: Readonly<Record<string, Template<typeof catalogue>>> = {
  review: { cidrPool: "10.128.0.0/12", domainUnder: delegatedDomain, environment },
  /** Without a zone and a certificate, and so without anything of `ops`. */
  bare: { cidrPool: "10.64.0.0/12", environment },
};
