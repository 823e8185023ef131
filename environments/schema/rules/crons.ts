import type { Problem } from "../../../modules/core/errors.js";
import type { Catalogue } from "../catalogue.js";
import { callsOf } from "../services/calls.js";
import type { ServiceShape } from "../services/service.js";
import type { Rule } from "./context.js";

type Cron = Extract<ServiceShape, { kind: "cron" }>;

/** A cron calls only what it can reach, and one that runs alone ends. */
export const cronsComeToAnEnd: Rule<"catalogue"> = ({ catalogue: { services } }) =>
  Object.entries(services).flatMap(([name, shape]) => {
    if (shape.kind !== "cron") return [];
    const path = `catalogue.services.${name}`;
    return [...unreachable(path, shape, services), ...endless(path, shape)];
  });

/** Service Connect puts its proxy beside the tasks of ECS services alone. */
function unreachable(path: string, cron: Cron, services: Catalogue["services"]): Problem[] {
  return callsOf(cron).flatMap((callee, index) => {
    const target = services[callee];
    if (target?.kind !== "internal" || target.over !== "service-connect") return [];
    return [
      {
        path: `${path}.calls.${index}`,
        what: "can't be called by a cron: Service Connect stands only beside tasks that ECS keeps running",
        value: callee,
        fix: `let ${callee} be called over dns or load-balancer`,
      },
    ];
  });
}

function endless(path: string, { alone, timeoutSeconds }: Cron): Problem[] {
  if (!alone || timeoutSeconds !== undefined) return [];
  return [
    {
      path: `${path}.timeoutSeconds`,
      what: "is missing: a run that hangs would keep every later one away",
      allowed: "60 to 604800",
      fix: "write the longest that a run may take, or remove alone",
    },
  ];
}
