import { isIPv6 } from "node:net";
import { textOf } from "../../protocol/values.js";
import type { Store } from "../../store.js";
import { atLeast, between, oneOf } from "../checks.js";
import type { ResourceKind, Rule, WorldRule } from "../types.js";
import type { View } from "../view.js";
import { parentDomain } from "./domain.js";
import { fullName, isIpv4, isRecordName } from "./hostnames.js";

const NAMES_HOST = ["CNAME", "MX", "NS", "SRV", "CAA"];

/** What each type cannot do without. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  MX: ["priority"],
  SRV: ["priority", "weight", "port"],
  CAA: ["flags", "tag"],
};

export const hasFieldsOfItsType: Rule = (record) =>
  (NEEDED[record.text("type") ?? ""] ?? [])
    .filter((name) => record.isUnset(name))
    .map((name) => record.problem(name, `\`${name}\` is required for when type is \`${record.text("type")}\``));

export const nameIsHostname: Rule = (record) => {
  const name = record.text("name");
  if (name === undefined || isRecordName(name)) return [];
  const message =
    "422 Name Only valid hostname characters are allowed. (a-z, A-Z, 0-9, ., _ and -) Or a single record of '@'.";
  return [record.problem("name", message, "`@` is the domain itself.")];
};

/** Names in a value are absolute; without the dot the domain would be put behind them. */
export const hostEndsWithDot: Rule = (record) => {
  const [type, value] = [record.text("type"), record.text("value")];
  if (type === undefined || value === undefined || !NAMES_HOST.includes(type)) return [];
  if (value === "@" || value.endsWith(".") || (type === "CAA" && record.text("tag") === "iodef")) return [];
  return [record.problem("value", "422 Data needs to end with a dot (.)", `Write ${JSON.stringify(`${value}.`)}.`)];
};

export const valueSuitsType: Rule = (record) => {
  const [type, value] = [record.text("type"), record.text("value")];
  if (type === undefined || value === undefined) return [];
  if (type === "A" && !isIpv4(value))
    return [record.problem("value", "422 IP address did not match IPv4 format (e.g. 127.0.0.1).")];
  if (type === "AAAA" && !isIPv6(value))
    return [record.problem("value", "422 IP address did not match IPv6 format (e.g. 2001:db8::ff00:42:8329).")];
  if (value.trim() === "") return [record.problem("value", "422 Data can't be blank")];
  return [];
};

export const serviceIsNamed: Rule = (record) => {
  const name = record.text("name");
  if (record.text("type") !== "SRV" || name === undefined || /^_[^.]+\._[^.]+/.test(name)) return [];
  return [
    record.problem("name", "422 Name of an SRV record must begin with a service and a protocol", "Such as _sip._tcp."),
  ];
};

/** The API takes no shorter time to live, although the provider's own check lets 1 pass. */
export const ttlIsLongEnough: Rule = (record) => {
  const ttl = record.number("ttl");
  if (ttl === undefined || ttl < 1 || ttl >= 30) return [];
  return [record.problem("ttl", "422 Ttl must be greater than or equal to 30", `It is ${ttl}.`)];
};

/** RFC 1034, 3.6.2: an alias stands alone under its name. */
const aliasStandsAlone: WorldRule = (record, store, self) => {
  const others = neighbours(record, store, self);
  const alias = record.text("type") === "CNAME";
  if (alias ? others.length === 0 : others.every(({ type }) => type !== "CNAME")) return [];
  return [
    record.problem(
      "name",
      "422 CNAME records cannot share a name with other records",
      `${nameOf(record)} has a ${others.map(({ type }) => type).join(", ")} record.`,
    ),
  ];
};

const isNotTwice: WorldRule = (record, store, self) => {
  const twin = neighbours(record, store, self).find(
    ({ type, value }) => type === record.text("type") && value === record.text("value"),
  );
  return twin === undefined
    ? []
    : [record.problem("value", "422 This record already exists", `${nameOf(record)} has it already.`)];
};

function neighbours(record: View, store: Store, self: string | undefined) {
  return store
    .all("digitalocean_record")
    .filter((other) => other["domain"] === record.raw("domain") && textOf(other["id"]) !== self)
    .map((other) => ({
      name: fullName(textOf(other["name"]), textOf(other["domain"])),
      type: textOf(other["type"]),
      value: textOf(other["value"]),
    }))
    .filter(({ name }) => name === nameOf(record));
}

const nameOf = (record: View) => fullName(record.text("name") ?? "", record.text("domain") ?? "");

/** The API gives names below the domain back without it, and the domain itself as `@`. */
const sameName = (before: string, after: string, record: View) => {
  const domain = `${record.text("domain") ?? ""}.`;
  return (before === "@" && after === domain) || `${before}.${domain}` === after;
};

export const record: ResourceKind = {
  source: "https://registry.terraform.io/providers/digitalocean/digitalocean/2.71.0/docs/resources/record",
  replace: ["type", "domain"],
  computed: { ttl: 1800, fqdn: ({ resource }) => nameOf(resource) },
  refreshed: { attributes: ["fqdn"], when: ["name"] },
  equivalent: {
    name: sameName,
    value: (before, after, view) => before === "@" && after === `${view.text("domain") ?? ""}.`,
  },
  parent: parentDomain,
  id: ({ ids }) => String(ids.number("digitalocean_record", 1_740_000_000)),
  importing: (reference, store) => {
    const [domain, id] = reference.split(",");
    const found = store.get("digitalocean_record", id ?? "");
    return found?.["domain"] === domain ? found : undefined;
  },
  rules: [
    oneOf("type", ["A", "AAAA", "CAA", "CNAME", "MX", "NS", "TXT", "SRV", "SOA"]),
    oneOf("tag", ["issue", "issuewild", "iodef"]),
    between("port", 0, 65535),
    between("priority", 0, 65535),
    between("weight", 0, 65535),
    between("flags", 0, 255),
    atLeast("ttl", 1),
    ttlIsLongEnough,
    hasFieldsOfItsType,
    nameIsHostname,
    serviceIsNamed,
    hostEndsWithDot,
    valueSuitsType,
  ],
  worldRules: [aliasStandsAlone, isNotTwice],
};
