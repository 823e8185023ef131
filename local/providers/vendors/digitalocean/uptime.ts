import { eachBlock, oneOf } from "../checks.js";
import type { ResourceKind, Rule } from "../types.js";
import { isDomainName, isIpv4 } from "./hostnames.js";

const DOCS = "https://registry.terraform.io/providers/digitalocean/digitalocean/2.71.0/docs/resources";
const REGIONS = ["us_east", "us_west", "eu_west", "se_asia"];

/** Web checks have a URL for a target, pings a host. */
export const targetSuitsType: Rule = (check) => {
  const [type, target] = [check.text("type") ?? "https", check.text("target")];
  if (target === undefined || check.isUnknown("type")) return [];
  if (type === "ping") {
    if (isDomainName(target) || isIpv4(target)) return [];
    return [
      check.problem(
        "target",
        `400 invalid target ${JSON.stringify(target)}`,
        "A ping takes a host name or an address.",
      ),
    ];
  }
  if (URL.canParse(target) && /^https?:\/\//.test(target)) return [];
  return [
    check.problem("target", `400 invalid target ${JSON.stringify(target)}`, `A check of type ${type} takes a URL.`),
  ];
};

export const regionsAreKnown: Rule = (check) =>
  (check.texts("regions") ?? [])
    .filter((region) => !REGIONS.includes(region))
    .map((region) =>
      check.problem("regions", `400 invalid region ${JSON.stringify(region)}`, `Allowed: ${REGIONS.join(", ")}.`),
    );

/** Latency and certificates have a limit; being down has none. */
export const limitSuitsType: Rule = (alert) => {
  const type = alert.text("type");
  const limited = type === "latency" || type === "ssl_expiry";
  if (type === undefined || !limited) return [];
  return ["threshold", "comparison"]
    .filter((name) => alert.isUnset(name))
    .map((name) => alert.problem(name, `400 ${name} is required for alerts of type ${type}`));
};

/** A certificate's expiry is looked at by the day; everything else over a period. */
export const periodIsGiven: Rule = (alert) => {
  const type = alert.text("type");
  if (type === undefined || type === "ssl_expiry" || alert.isSet("period")) return [];
  return [
    alert.problem(
      "period",
      `400 period is required for alerts of type ${type}`,
      "One of 2m, 3m, 5m, 10m, 15m, 30m, 1h.",
    ),
  ];
};

export const notifiesSomebody: Rule = eachBlock("notifications", (notifications) => {
  if (notifications.isSet("email") || notifications.isSet("slack")) return [];
  return [notifications.problem("", "400 notifications need an email address or a Slack channel")];
});

export const uptimeCheck: ResourceKind = {
  source: `${DOCS}/uptime_check`,
  defaults: { type: "https", enabled: true },
  rules: [oneOf("type", ["ping", "http", "https"]), targetSuitsType, regionsAreKnown],
};

export const uptimeAlert: ResourceKind = {
  source: `${DOCS}/uptime_alert`,
  parent: {
    type: "digitalocean_uptime_check",
    attribute: "check_id",
    missing: () => "404 The resource you were accessing could not be found.",
  },
  rules: [
    oneOf("type", ["latency", "down", "down_global", "ssl_expiry"]),
    oneOf("comparison", ["greater_than", "less_than"]),
    oneOf("period", ["2m", "3m", "5m", "10m", "15m", "30m", "1h"]),
    limitSuitsType,
    periodIsGiven,
    notifiesSomebody,
  ],
  importing: (reference, store) => {
    const [check, id] = reference.split(",");
    const found = store.get("digitalocean_uptime_alert", id ?? "");
    return found?.["check_id"] === check ? found : undefined;
  },
};
