import type { Problem } from "../../../modules/core/errors.js";
import { AGENT_CONTAINER, agentSidecar, hasAgent } from "../observability/sidecars.js";
import type { Rule } from "./context.js";
import { tasksHoldTheirContainers } from "./shares.js";

/** An agent that a service asks for is one that the organization has, and its name is nobody else's. */
export const agentsAreKnown: Rule = ({ organization: { datadog }, catalogue }) =>
  Object.entries(catalogue.services).flatMap(([service, shape]): Problem[] => {
    const path = `catalogue.services.${service}`;
    return [
      ...(shape.agent === true && datadog.agent === undefined
        ? [
            {
              path: `${path}.agent`,
              what: "asks for an agent that nobody has described",
              fix: "give its image and key in organization.datadog.agent",
            },
          ]
        : []),
      ...(shape.agent === true && shape.kind === "daemon"
        ? [{ path: `${path}.agent`, what: "belongs to no daemon: it is on its instance itself", fix: "remove it" }]
        : []),
      ...(AGENT_CONTAINER in shape.sidecars && datadog.agent !== undefined
        ? [
            {
              path: `${path}.sidecars.${AGENT_CONTAINER}`,
              what: "has the name of the agent that organization.datadog.agent puts beside tasks",
              fix: "rename it, or remove it and write agent: true",
            },
          ]
        : []),
    ];
  });

/** A task that has an agent is big enough for it, too. */
export const agentsHaveRoom: Rule = ({ organization, catalogue, environments }) => {
  const { agent } = organization.datadog;
  if (agent === undefined) return [];
  return environments.flatMap((candidate) => {
    const withAgents = Object.entries(catalogue.services).map(([name, shape]) => {
      const size = candidate.parsed.services[name];
      if (size === undefined || !hasAgent(shape, size, agent, candidate.parsed)) return [name, shape] as const;
      return [name, { ...shape, sidecars: { ...shape.sidecars, [AGENT_CONTAINER]: agentSidecar(agent, {}) } }] as const;
    });
    const known = new Set(tasksHoldTheirContainers({ catalogue, environments: [candidate] }).map(({ path }) => path));
    const both = { ...catalogue, services: Object.fromEntries(withAgents) };
    return tasksHoldTheirContainers({ catalogue: both, environments: [candidate] })
      .filter(({ path }) => !known.has(path))
      .map((problem) => ({ ...problem, fix: "raise it, or lower what organization.datadog.agent takes" }));
  });
};
