import type { Problem } from "../../../modules/core/errors.js";
import type { Rule } from "./context.js";

/** Records that can't be deleted keep their bucket, and are kept no longer than the bucket keeps any. */
export const trailsAreKept: Rule<"organization"> = ({ organization: { management } }) => {
  const { lock, keepDays = 0 } = management?.trail ?? {};
  if (lock === undefined) return [];
  const path = "organization.management.trail.lock";
  return [
    ...(management?.lifecycle === "protected"
      ? []
      : [
          {
            path,
            what: "would keep a disposable organization from being destroyed",
            value: lock,
            fix: "remove it here: a protected one can have it alone",
          } satisfies Problem,
        ]),
    ...(lock.days <= keepDays
      ? []
      : [
          {
            path: `${path}.days`,
            what: "is longer than records are kept",
            value: lock.days,
            allowed: `at most ${keepDays}, its keepDays`,
            fix: "keep them longer, or lock them for less",
          } satisfies Problem,
        ]),
  ];
};
