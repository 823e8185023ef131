import { isIP } from "node:net";
import type { Parent, ResourceKind, WorldRule } from "../types.js";
import { isDomainName } from "./hostnames.js";

const nameIsFree: WorldRule = (domain, store, self) => {
  const name = domain.text("name") ?? "";
  if (name === self || store.get("digitalocean_domain", name) === undefined) return [];
  return [domain.problem("name", `422 (unprocessable_entity) name already exists: ${name}`)];
};

export const domain: ResourceKind = {
  source: "https://registry.terraform.io/providers/digitalocean/digitalocean/2.71.0/docs/resources/domain",
  replace: ["name", "ip_address"],
  computed: { ttl: 1800, urn: ({ id }) => `do:domain:${id}` },
  unread: ["ip_address"],
  id: ({ resource }) => resource.text("name") ?? "",
  rules: [
    (resource) => {
      const name = resource.text("name");
      if (name === undefined || isDomainName(name)) return [];
      return [
        resource.problem(
          "name",
          `Invalid domain name ${JSON.stringify(name)}`,
          "Such as example.com: labels of letters, digits and hyphens.",
        ),
      ];
    },
    (resource) => {
      const address = resource.text("ip_address");
      if (address === undefined || isIP(address) !== 0) return [];
      return [resource.problem("ip_address", `Invalid IP address ${JSON.stringify(address)}`)];
    },
  ],
  worldRules: [nameIsFree],
};

export const parentDomain: Parent = {
  type: "digitalocean_domain",
  attribute: "domain",
  missing: () => "404 The resource you were accessing could not be found.",
};
