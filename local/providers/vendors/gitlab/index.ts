import type { Vendor } from "../types.js";

export const gitlab: Vendor = {
  name: "gitlab",
  address: "gitlabhq/gitlab",
  protocol: 6,
  sensitiveSettings: ["token", "client_key"],
  kinds: {},
  dataSources: {},
  notFound: () => "404 Not Found",
  defaultId: (type, ids) => String(ids.number(type, 40_000_000)),
};
