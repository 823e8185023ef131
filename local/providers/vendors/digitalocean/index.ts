import type { Vendor } from "../types.js";
import { dataSources } from "./data-sources.js";
import { domain } from "./domain.js";
import { others } from "./others.js";
import { project, projectResources } from "./project.js";
import { record } from "./record.js";
import { uptimeAlert, uptimeCheck } from "./uptime.js";

export const digitalocean: Vendor = {
  name: "digitalocean",
  address: "digitalocean/digitalocean",
  protocol: 5,
  sensitiveSettings: ["token", "spaces_access_id", "spaces_secret_key"],
  kinds: {
    digitalocean_domain: domain,
    digitalocean_record: record,
    digitalocean_project: project,
    digitalocean_project_resources: projectResources,
    digitalocean_uptime_check: uptimeCheck,
    digitalocean_uptime_alert: uptimeAlert,
    ...others,
  },
  dataSources,
  notFound: () => "404 The resource you were accessing could not be found.",
  defaultId: (type, ids) => ids.uuid(type),
};
