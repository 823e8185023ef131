import type { Problem } from "../../../modules/core/errors.js";
import type { Catalogue } from "../catalogue.js";
import type { ServiceShape } from "../services/service.js";
import type { StoreShape } from "../stores/store.js";
import type { Rule } from "./context.js";

type DaemonShape = Extract<ServiceShape, { kind: "daemon" }>;

/** Stores that are reached over HTTPS, which every instance may open. */
const OVER_HTTPS: ReadonlySet<StoreShape["kind"]> = new Set(["bucket", "queue"]);

/** A daemon needs nothing that only an interface of its own would give it, and offers its ports alone. */
export const daemonsShareTheirInstance: Rule<"catalogue"> = ({ catalogue }) => {
  const daemons = daemonsOf(catalogue);
  const offers = daemons.flatMap(([path, { ports }]) =>
    Object.entries(ports).map(([name, { port, protocol }]) => ({
      path: `${path}.ports.${name}`,
      value: `${port}/${protocol}`,
    })),
  );
  return [
    ...daemons.flatMap(([path, shape]) => needsOfItsOwn(path, shape, catalogue)),
    ...offers.flatMap(({ path, value }, index) => {
      const first = offers.findIndex((other) => other.value === value);
      if (first === index) return [];
      return [
        {
          path,
          what: `is a port of ${offers[first]?.path} too, on the same instances`,
          value,
          fix: "choose another port",
        },
      ];
    }),
    ...privileges(catalogue),
  ];
};

function daemonsOf({ services }: Catalogue): readonly (readonly [path: string, shape: DaemonShape])[] {
  return Object.entries(services).flatMap(([name, shape]) =>
    shape.kind === "daemon" ? [[`catalogue.services.${name}`, shape] as const] : [],
  );
}

/** It has the instance's group, and what that may reach, every task in bridge mode may reach as well. */
function needsOfItsOwn(path: string, { stores, calls, migrate }: DaemonShape, catalogue: Catalogue): Problem[] {
  const why = "the daemon shares its instance's interface, and so would everything on the instance";
  return [
    ...stores.flatMap((store, index) => {
      const kind = catalogue.stores[store]?.kind;
      if (kind === undefined || OVER_HTTPS.has(kind)) return [];
      const allowed = `stores of the kind ${[...OVER_HTTPS].join(", ")}`;
      const fix = "let a service reach the store, and the daemon that service's output";
      return [
        { path: `${path}.stores.${index}`, what: `would have to reach ${store}: ${why}`, value: kind, allowed, fix },
      ];
    }),
    ...calls.map((callee, index) => ({
      path: `${path}.calls.${index}`,
      what: `would have to reach ${callee}: ${why}`,
      value: callee,
      fix: "remove it, or make a service of what calls",
    })),
    ...(migrate === undefined
      ? []
      : [{ path: `${path}.migrate`, what: "belongs to no daemon: it keeps no data of its own", fix: "remove it" }]),
  ];
}

/** What is privileged owns its instance: no task that shares it with others' may be, but the one that serves them. */
function privileges({ services }: Catalogue): Problem[] {
  return Object.entries(services).flatMap(([name, shape]) => {
    const path = `catalogue.services.${name}`;
    const containers = [
      [path, shape.exceptions] as const,
      ...Object.entries(shape.sidecars).map(
        ([sidecar, { exceptions }]) => [`${path}.sidecars.${sidecar}`, exceptions] as const,
      ),
    ];
    return containers.flatMap(([at, { privileged }]) =>
      privileged === undefined || shape.kind === "daemon"
        ? []
        : [
            {
              path: `${at}.exceptions.privileged`,
              what: `would give the container its whole host, which no ${shape.kind} service gets`,
              value: privileged,
              fix: "remove it, or make a daemon of what needs the host",
            },
          ],
    );
  });
}

/** Where a daemon runs, its ports can be reached, and its name is its own. */
export const daemonsAreReached: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, clusters, services } }) =>
    Object.entries(services).flatMap(([service, size]): Problem[] => {
      const shape = catalogue.services[service];
      if (shape?.kind !== "daemon" || !("clusters" in size)) return [];
      return size.clusters.flatMap((cluster, index, all) => {
        const at = { path: `${name}.services.${service}.clusters.${index}`, value: cluster };
        const host = clusters[cluster];
        const repeated = all.indexOf(cluster) < index;
        const apart = host?.on === "ec2" && host.network === "awsvpc" && Object.keys(shape.ports).length > 0;
        const namesake = `${service}-${cluster}`;
        return [
          ...(repeated ? [{ ...at, what: "is listed twice", fix: "remove it here" }] : []),
          ...(namesake in services
            ? [{ ...at, what: `gives it the name of another service in AWS: ${namesake}`, fix: "rename one of them" }]
            : []),
          ...(apart
            ? [
                {
                  ...at,
                  what: "has tasks with interfaces of their own, which don't know their instance and can't reach its ports",
                  allowed: "clusters whose network is bridge",
                  fix: "remove the ports in environments/catalogue.ts, or give the services a sidecar instead",
                },
              ]
            : []),
        ];
      });
    }),
  );
