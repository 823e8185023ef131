import { textOf } from "../../protocol/values.js";
import type { Store } from "../../store.js";
import type { DataSource } from "../types.js";

/** The zone file that the API shows, of the records that exist. */
function zoneFile(domain: string, store: Store): string {
  const records = store
    .all("digitalocean_record")
    .filter((record) => record["domain"] === domain)
    .map(
      (record) =>
        `${textOf(record["fqdn"])}. ${textOf(record["ttl"])} IN ${textOf(record["type"])} ${textOf(record["value"])}`,
    );
  return [`$ORIGIN ${domain}.`, "$TTL 1800", ...records, ""].join("\n");
}

const domain: DataSource = (query, store) => {
  const name = query.text("name") ?? "";
  if (store.get("digitalocean_domain", name) === undefined) {
    const hint = `The local cloud has no domain ${name}. One that exists before Terraform has to be created in it first.`;
    throw query.refusal(
      "name",
      `Error retrieving domain: 404 The resource you were accessing could not be found.`,
      hint,
    );
  }
  return { id: name, name, ttl: 1800, urn: `do:domain:${name}`, zone_file: zoneFile(name, store) };
};

export const dataSources: Readonly<Record<string, DataSource>> = { digitalocean_domain: domain };
