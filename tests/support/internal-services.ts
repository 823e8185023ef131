import type { Changes } from "./configuration.js";

const size = { cluster: "app", cpu: 256, memoryMiB: 512, count: 2 };

/** An internal service of that name in every environment of the tests' configuration. */
export function internalService(name: string, shape: object): Changes {
  const image = `public.ecr.aws/acme/${name}@sha256:${"a".repeat(64)}`;
  return {
    [`catalogue.services.${name}`]: { kind: "internal", image, user: 1000, ...shape },
    [`staging.services.${name}`]: size,
    [`production.services.${name}`]: size,
  };
}

const containerHealth = { command: ["/health"] };

/** One service over each of the ways in which an internal one may be reached; api calls them all. */
export const internalServices: Changes = {
  ...internalService("admin", { port: 9000, containerHealth }),
  ...internalService("search", { port: 9001, over: "load-balancer", health: "/up" }),
  ...internalService("prices", { port: 9002, over: "service-connect", containerHealth, calls: ["admin"] }),
  "catalogue.services.api.calls": ["admin", "search", "prices"],
};
