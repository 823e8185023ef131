import { queue, worker } from "../../environments/schema/catalogue.js";
import type { Changes } from "./configuration.js";
import { pinned } from "./images.js";

const jobs = worker({
  image: pinned("jobs"),
  user: 1000,
  containerHealth: { command: ["/jobs", "health"] },
  queue: "jobs",
  secondsPerMessage: 0.5,
  acceptableDelaySeconds: 60,
  stores: ["main"],
});

/** The changes that put a worker and its queue into the tests' own configuration, where the api sends to it. */
export const withWorker: Changes = {
  "catalogue.stores.jobs": queue(),
  "catalogue.services.jobs": jobs,
  "catalogue.services.api.stores": ["main", "documents", "jobs"],
  "production.stores.jobs": {},
  "production.services.jobs": { cluster: "app", cpu: 512, memoryMiB: 1024, count: { minimum: 1, maximum: 10 } },
  "staging.stores.jobs": {},
  "staging.services.jobs": { cluster: "app", cpu: 256, memoryMiB: 512, count: { minimum: 0, maximum: 2 } },
};
