import type { Rule } from "./context.js";

/** Settings of a target group that AWS refuses together. */
export const targetSettingsGoTogether: Rule<"catalogue"> = ({ catalogue }) =>
  Object.entries(catalogue.services).flatMap(([service, shape]) => {
    if (!("algorithm" in shape) || shape.algorithm === "round-robin" || shape.slowStartSeconds === undefined) return [];
    return [
      {
        path: `catalogue.services.${service}.slowStartSeconds`,
        what: "goes with round-robin alone: by outstanding requests a new task would get more than its share, not less",
        value: shape.slowStartSeconds,
        fix: "remove it, or the algorithm",
      },
    ];
  });
