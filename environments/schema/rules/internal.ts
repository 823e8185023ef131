import type { Problem } from "../../../modules/core/errors.js";
import { callsOf } from "../services/calls.js";
import { clustersOf, isCounted, type ServiceShape } from "../services/service.js";
import type { Rule } from "./context.js";

type InternalShape = Extract<ServiceShape, { kind: "internal" }>;

/** What an internal service is asked fits with who asks it, and behind the load balancer its port is its own. */
export const internalServicesAreAsked: Rule<"catalogue"> = ({ catalogue }) => {
  const internal = Object.entries(catalogue.services).flatMap(([name, shape]) =>
    shape.kind === "internal" ? [[name, shape] as const] : [],
  );
  const behind = internal.filter(([, { over }]) => over === "load-balancer");
  return [
    ...internal.flatMap(([name, shape]) => healthProblems(`catalogue.services.${name}`, shape)),
    ...behind.flatMap(([name, { port }], index) => {
      const first = behind.findIndex(([, other]) => other.port === port);
      return first === index ? [] : [samePort(`catalogue.services.${name}.port`, port, behind[first]?.[0])];
    }),
  ];
};

/** What no load balancer asks, another rule has asked from inside. */
function healthProblems(path: string, { over, health }: InternalShape): Problem[] {
  if (over === "load-balancer") {
    const fix = 'write the path that answers 200 when it can take requests, for instance health: "/healthz"';
    return health === undefined ? [{ path: `${path}.health`, what: "is missing: the load balancer asks it", fix }] : [];
  }
  if (health === undefined) return [];
  return [
    {
      path: `${path}.health`,
      what: `is asked by nobody: over ${over} there is no load balancer before its tasks`,
      fix: 'remove it and write containerHealth, or set over: "load-balancer"',
    },
  ];
}

/** Who may call a service is decided by its port on the load balancer, which knows no more of its callers. */
function samePort(path: string, value: number, other = ""): Problem {
  return {
    path,
    what: `is the port of ${other} on the internal load balancer too: whoever may call one could call the other`,
    value,
    fix: "let one of them listen on another port",
  };
}

/** In every environment the internal services stand where their callers can reach them alone. */
export const internalServicesCanBeReached: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, clusters, services } }) =>
    Object.entries(services).flatMap(([service, size]): Problem[] => {
      const shape = catalogue.services[service];
      if (shape === undefined) return [];
      const path = `${name}.services.${service}`;
      const shared = clustersOf(size).some((cluster) => {
        const host = clusters[cluster];
        return host?.on === "ec2" && host.network === "bridge";
      });
      const scales = isCounted(size) && size.scale !== undefined && "requestsPerTask" in size.scale;
      return [
        ...(shared ? bridgeProblems(`${path}.cluster`, shape, catalogue.services) : []),
        ...(scales && shape.kind === "internal" && shape.over !== "load-balancer"
          ? [
              {
                path: `${path}.scale.requestsPerTask`,
                what: `is measured by a load balancer, and over ${shape.over} there is none`,
                fix: 'scale by cpuPercent, or set over: "load-balancer" in environments/catalogue.ts',
              },
            ]
          : []),
      ];
    }),
  );

/**
 * On a bridge cluster a task has neither an address nor a group of its own: Cloud Map would need SRV records, which
 * no HTTP client resolves, and what one task may be reached on, all tasks of its instance may.
 */
function bridgeProblems(
  path: string,
  shape: ServiceShape,
  services: Readonly<Record<string, ServiceShape>>,
): Problem[] {
  const fix =
    'place it in a cluster whose network is awsvpc, or set over: "load-balancer" in environments/catalogue.ts';
  const connected = callsOf(shape).filter((callee) => {
    const target = services[callee];
    return target?.kind === "internal" && target.over === "service-connect";
  });
  return [
    ...(shape.kind === "internal" && shape.over !== "load-balancer"
      ? [{ path, what: `is in bridge mode, where a service has no addresses of its own for ${shape.over}`, fix }]
      : []),
    ...connected.map((callee) => ({
      path,
      what: `is in bridge mode, from which ${callee} can't be called over service-connect`,
      fix: `place it in a cluster whose network is awsvpc, or let ${callee} be called over dns or load-balancer`,
    })),
  ];
}
