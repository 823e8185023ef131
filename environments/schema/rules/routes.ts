import type { Problem } from "../../../modules/core/errors.js";
import type { Rule } from "./context.js";

/** Two services can't share a rule's place on the load balancer, nor the very same path. */
export const routesAreDistinct: Rule<"catalogue"> = ({ catalogue }) => {
  const services = Object.entries(catalogue.services);
  return [
    ...repeated(
      services.map(([name, { priority }]) => ({ path: `catalogue.services.${name}.priority`, value: priority })),
      "is the priority of another service too",
    ),
    ...repeated(
      services.flatMap(([name, { routes }]) =>
        routes.map((value, index) => ({ path: `catalogue.services.${name}.routes.${index}`, value })),
      ),
      "is a route of another service too",
    ),
  ];
};

function repeated(entries: readonly { path: string; value: string | number }[], what: string): Problem[] {
  const seen = new Map<string | number, string>();
  return entries.flatMap(({ path, value }) => {
    const first = seen.get(value);
    if (first === undefined) {
      seen.set(value, path);
      return [];
    }
    return [{ path, what, value, fix: `choose another one, or change ${first}` }];
  });
}
