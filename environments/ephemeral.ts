import type { catalogue } from "./catalogue.js";
import { accounts, delegatedDomain } from "./organization.js";
import type { Template } from "./schema/template.js";

/** Templates of ephemeral environments: `review` makes `review-42`, `review-login-page`, … */
export const templates: Readonly<Record<string, Template<typeof catalogue>>> = {
  review: {
    cidrPool: "10.128.0.0/12",
    domainUnder: delegatedDomain,
    environment: {
      account: accounts.staging,
      region: "eu-west-1",
      lifecycle: "disposable",
      alerts: "quiet",
      network: { zones: ["a", "b"], nat: "single" },
      // No instances to wait for or to pay for: everything on Fargate, where an agent has no place.
      clusters: { app: { on: "fargate" } },
      services: {
        api: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
        admin: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
        websockets: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
        jobs: { cluster: "app", cpu: 256, memoryMiB: 512, count: { minimum: 0, maximum: 1 } },
        agent: { clusters: [], cpu: 128, memoryMiB: 256 },
        // Its reports would go to nobody; ./gantry run makes one.
        reports: { cluster: "app", cpu: 256, memoryMiB: 512, enabled: false },
      },
      stores: {
        main: { size: "db.t4g.micro", storageGiB: 20, standby: false, backupDays: 0 },
        documents: {},
        orders: {},
      },
    },
  },
};
