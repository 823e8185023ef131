import { callsOf } from "../calls.js";
import type { Rule } from "./context.js";

/** A cron calls only what a task can reach that belongs to no ECS service: Service Connect is for those alone. */
export const cronsReachWhatTheyCall: Rule<"catalogue"> = ({ catalogue: { services } }) =>
  Object.entries(services).flatMap(([name, shape]) =>
    shape.kind === "cron"
      ? callsOf(shape).flatMap((callee, index) => {
          const target = services[callee];
          if (target?.kind !== "internal" || target.over !== "service-connect") return [];
          return [
            {
              path: `catalogue.services.${name}.calls.${index}`,
              what: "can't be called by a cron: Service Connect stands only beside tasks that ECS keeps running",
              value: callee,
              fix: `let ${callee} be called over dns or load-balancer`,
            },
          ];
        })
      : [],
  );
