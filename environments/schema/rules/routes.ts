import type { Problem } from "../../../modules/core/errors.js";
import type { Catalogue } from "../catalogue.js";
import type { ServiceShape } from "../services/service.js";
import type { Rule } from "./context.js";

/** Values of all conditions of one rule. Source: Elastic Load Balancing user guide, quotas. */
const MOST_VALUES = 5;

type WebShape = Extract<ServiceShape, { kind: "web" }>;

/** Every web service has a place of its own on the load balancer: a priority, and hosts and paths that no other has. */
export const routesAreDistinct: Rule<"catalogue"> = ({ catalogue }) => {
  const services = webServices(catalogue);
  return [
    ...services.flatMap(([path, shape]) => ruleProblems(path, shape)),
    ...repeated(
      services.map(([path, { priority }]) => ({ path: `${path}.priority`, value: priority, key: priority })),
      "is the priority of another service too",
    ),
    ...repeated(
      services.flatMap(([path, shape]) => placesOf(path, shape)),
      "is a route of another service too",
    ),
  ];
};

function webServices({ services }: Catalogue): readonly (readonly [path: string, shape: WebShape])[] {
  return Object.entries(services).flatMap(([name, shape]) =>
    shape.kind === "web" ? [[`catalogue.services.${name}`, shape] as const] : [],
  );
}

function ruleProblems(path: string, { hosts, routes }: WebShape): Problem[] {
  const values = hosts.length + routes.length;
  if (values === 0) {
    const fix = 'write routes: ["/*"] for everything that no other service takes, or a name in hosts';
    return [{ path, what: "has neither hosts nor routes: nothing would come here", fix }];
  }
  if (values <= MOST_VALUES) return [];
  return [
    {
      path,
      what: "has more hosts and routes than one rule of the load balancer takes",
      value: [...hosts, ...routes],
      allowed: `${MOST_VALUES} together`,
      fix: "join routes with a wildcard, or make a service of each",
    },
  ];
}

interface Place {
  readonly path: string;
  readonly value: string | number;
  readonly key: string | number;
}

/** Every pair of host and path that comes to a service; one without hosts takes those of every host. */
function placesOf(path: string, { hosts, routes }: WebShape): Place[] {
  if (routes.length === 0) {
    return hosts.map((host, index) => ({ path: `${path}.hosts.${index}`, value: host, key: `${host} /*` }));
  }
  return routes.flatMap((route, index) =>
    (hosts.length === 0 ? ["*"] : hosts).map((host) => ({
      path: `${path}.routes.${index}`,
      value: host === "*" ? route : `${host}: ${route}`,
      key: `${host} ${route}`,
    })),
  );
}

function repeated(places: readonly Place[], what: string): Problem[] {
  const seen = new Map<string | number, string>();
  return places.flatMap(({ path, value, key }) => {
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, path);
      return [];
    }
    return [{ path, what, value, fix: `choose another one, or change ${first}` }];
  });
}
