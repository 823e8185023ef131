import { cron } from "../../environments/schema/catalogue.js";
import type { Changes } from "./configuration.js";
import { pinned } from "./images.js";

const reports = cron({
  image: pinned("reports"),
  user: 1000,
  schedule: "cron(0 6 ? * MON-FRI *)",
  timeZone: "Europe/Dublin",
  stores: ["main"],
});

/** The changes that put a cron into the tests' own configuration. */
export const withCron: Changes = {
  "catalogue.services.reports": reports,
  "production.services.reports": { cluster: "app", cpu: 512, memoryMiB: 1024 },
  "staging.services.reports": { cluster: "app", cpu: 256, memoryMiB: 512, enabled: false },
};
