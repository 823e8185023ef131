import type { Problem } from "../../../modules/core/errors.js";
import type { Catalogue } from "../catalogue.js";
import type { SiteConfig } from "../edge/site.js";
import type { ParsedEnvironment } from "../environment.js";
import type { StoreShape } from "../stores/store.js";
import type { Rule } from "./context.js";

/** Buckets that are shown to the world have a name of their own, and what they hold can be read at once. */
export const sitesHaveNames: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) => [
  ...hostsAreDistinct(catalogue),
  ...Object.entries(catalogue.stores).flatMap(([store, shape]) => isReadAtOnce(`catalogue.stores.${store}`, shape)),
  ...environments.flatMap(({ parsed }) => [
    ...domainExists(parsed, catalogue),
    ...reachGoesWithSite(parsed, catalogue),
  ]),
];

function siteOf(shape: StoreShape | undefined): SiteConfig | undefined {
  return shape?.kind === "bucket" ? shape.site : undefined;
}

/** One name leads to one place: a bucket's, or the load balancer's. */
function hostsAreDistinct({ services, stores }: Catalogue): Problem[] {
  const seen = new Map<string, string>(
    Object.entries(services).flatMap(([service, shape]) =>
      shape.kind === "web" ? shape.hosts.map((host) => [host, `catalogue.services.${service}.hosts`] as const) : [],
    ),
  );
  return Object.entries(stores).flatMap(([store, shape]) => {
    const host = siteOf(shape)?.host;
    if (host === undefined) return [];
    const path = `catalogue.stores.${store}.site.host`;
    const first = seen.get(host);
    seen.set(host, path);
    if (first === undefined) return [];
    return [{ path, what: `is taken by ${first}`, value: host, fix: "choose another name" }];
  });
}

/** From these classes S3 gives nothing back for minutes or hours. */
const ARCHIVES: readonly string[] = ["GLACIER", "DEEP_ARCHIVE"];

function isReadAtOnce(path: string, shape: StoreShape): Problem[] {
  if (siteOf(shape) === undefined || shape.kind !== "bucket") return [];
  return (shape.transitions ?? []).flatMap(({ to }, index) =>
    ARCHIVES.includes(to)
      ? [
          {
            path: `${path}.transitions.${index}.to`,
            what: "is an archive: browsers would be refused what lies there",
            value: to,
            allowed: "STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA, GLACIER_IR",
            fix: "take one of these",
          },
        ]
      : [],
  );
}

function domainExists({ name, domain, stores }: ParsedEnvironment, catalogue: Catalogue): Problem[] {
  if (domain !== undefined) return [];
  return Object.keys(stores)
    .filter((store) => siteOf(catalogue.stores[store]) !== undefined)
    .map((store) => ({
      path: `${name}.domain`,
      what: `is missing: ${store} is a site, whose name is under it`,
      fix: `set it, or take site out of catalogue.stores.${store}`,
    }));
}

function reachGoesWithSite({ name, stores }: ParsedEnvironment, catalogue: Catalogue): Problem[] {
  return Object.entries(stores)
    .filter(([store, { reach }]) => {
      const shape = catalogue.stores[store];
      return reach !== undefined && shape?.kind === "bucket" && shape.site === undefined;
    })
    .map(([store, { reach }]) => ({
      path: `${name}.stores.${store}.reach`,
      what: "goes with a site, which the catalogue doesn't make of this bucket",
      value: reach,
      fix: `remove it, or add site to catalogue.stores.${store}`,
    }));
}
