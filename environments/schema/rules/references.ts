import type { Problem } from "../../../modules/core/errors.js";
import type { ParsedEnvironment } from "../environment.js";
import { clustersOf } from "../services/service.js";
import type { Context, Rule } from "./context.js";

/** Every name that one part of the configuration uses is one that another part defines. */
export const referencesExist: Rule = (context) => [...catalogueReferences(context), ...environmentReferences(context)];

function catalogueReferences({ catalogue }: Context): Problem[] {
  return Object.entries(catalogue.services).flatMap(([service, { stores }]) =>
    stores.flatMap((store, index) =>
      unknown(`catalogue.services.${service}.stores.${index}`, "store", store, Object.keys(catalogue.stores)),
    ),
  );
}

function environmentReferences({ environments, catalogue, organization }: Context): Problem[] {
  return environments.flatMap(({ parsed, sized }) => {
    const { name, account, clusters, services } = parsed;
    return [
      ...complete(`${name}.services`, "service", sized, Object.keys(catalogue.services)),
      ...complete(`${name}.stores`, "store", Object.keys(parsed.stores), Object.keys(catalogue.stores)),
      ...alertRoute(parsed, Object.keys(organization.alertRoutes)),
      ...unknown(`${name}.account`, "account", account, Object.values(organization.accounts)),
      ...Object.entries(services).flatMap(([service, size]) =>
        clustersOf(size).flatMap((cluster, index) => {
          const setting = "clusters" in size ? `clusters.${index}` : "cluster";
          return unknown(`${name}.services.${service}.${setting}`, "cluster", cluster, Object.keys(clusters));
        }),
      ),
    ];
  });
}

/** Where something is protected, somebody hears of it. */
function alertRoute({ name, alerts, lifecycle }: ParsedEnvironment, known: readonly string[]): Problem[] {
  const path = `${name}.alerts`;
  if (alerts !== undefined) return unknown(path, "alert route", alerts, known);
  if (lifecycle === "disposable") return [];
  const what = "is missing: nobody would hear of what goes wrong in a protected environment";
  return [{ path, what, allowed: known.join(", "), fix: "name an alert route" }];
}

function unknown(path: string, kind: string, value: string, known: readonly string[]): Problem[] {
  if (known.includes(value)) return [];
  return [{ path, what: `names no known ${kind}`, value, allowed: known.join(", "), fix: "correct the name" }];
}

/** An environment gives a size to all that the catalogue lists and to nothing else. */
function complete(path: string, kind: string, sizes: readonly string[], shapes: readonly string[]): Problem[] {
  const missing = shapes.filter((name) => !sizes.includes(name));
  const extra = sizes.filter((name) => !shapes.includes(name));
  return [
    ...missing.map((name) => ({
      path: `${path}.${name}`,
      what: "is missing: every environment runs the whole catalogue",
      fix: `give the ${kind} a size here`,
    })),
    ...extra.map((name) => ({
      path: `${path}.${name}`,
      what: `is no ${kind} of the catalogue`,
      allowed: shapes.join(", "),
      fix: "add it to environments/catalogue.ts or remove it here",
    })),
  ];
}
