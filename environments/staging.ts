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
  hours: "officeHours",
  network: { cidr: "10.20.0.0/16", zones: ["a", "b"], nat: "single" },
  // The same clusters as production's, each as small as it goes: about $20 a month for each of the two instances.
  clusters: {
    app: { on: "fargate" },
    general: { on: "ec2", instances: ["t3.small"], count: [1, 2] },
    sockets: { on: "ec2", instances: ["t3.small"], count: [1, 2] },
  },
  services: {
    api: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
    admin: { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 },
    websockets: { cluster: "sockets", cpu: 256, memoryMiB: 512, count: 1 },
    // Nothing to do, no task: the first message brings the first one.
    jobs: { cluster: "general", cpu: 256, memoryMiB: 512, count: { minimum: 0, maximum: 2 } },
    agent: { clusters: ["general", "sockets"], cpu: 128, memoryMiB: 256 },
    // Due before anybody is there, when it sleeps: ./gantry run makes one.
    reports: { cluster: "app", cpu: 256, memoryMiB: 512, enabled: false },
  },
  stores: {
    main: { size: "db.t4g.micro", storageGiB: 20, standby: false, backupDays: 1 },
    documents: {},
    orders: {},
  },
};
