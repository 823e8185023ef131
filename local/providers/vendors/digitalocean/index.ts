import type { Vendor } from "../types.js";

export const digitalocean: Vendor = {
  name: "digitalocean",
  address: "digitalocean/digitalocean",
  protocol: 5,
  sensitiveSettings: ["token", "spaces_secret_key"],
  kinds: {},
  dataSources: {},
  notFound: () => "The resource you were accessing could not be found.",
  defaultId: (type, ids) => ids.uuid(type),
};
