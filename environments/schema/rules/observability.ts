import type { Problem } from "../../../modules/core/errors.js";
import type { ParsedEnvironment } from "../environment.js";
import type { Rule } from "./context.js";

/** What an environment wants to be seen of itself is there. */
export const observabilityFindsItsSubjects: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed }) => [
    ...forwardedServices(parsed, Object.keys(catalogue.services)),
    ...hostsToAsk(parsed),
  ]);

function forwardedServices({ name, observability }: ParsedEnvironment, known: readonly string[]): Problem[] {
  const { services = [] } = observability?.logs ?? {};
  return services.flatMap((service, index) =>
    known.includes(service)
      ? []
      : [
          {
            path: `${name}.observability.logs.services.${index}`,
            what: "names no known service",
            value: service,
            allowed: known.join(", "),
            fix: "correct the name",
          },
        ],
  );
}

function hostsToAsk({ name, domain, observability }: ParsedEnvironment): Problem[] {
  if (observability?.synthetics === undefined || domain !== undefined) return [];
  return [
    {
      path: `${name}.observability.synthetics`,
      what: "has no host to ask: the environment has no domain",
      fix: "give the environment a domain, or remove it",
    },
  ];
}
