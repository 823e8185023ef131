import type { Problem } from "../../../modules/core/errors.js";
import type { Candidate, Rule } from "./context.js";

/** A name is a state file: two environments of one name would destroy each other. */
export const namesAreDistinct: Rule<"environments"> = ({ environments }) =>
  shared(environments, "name", ({ name }) => name);

/** A domain is a zone and a delegation: two environments would take each other's traffic. */
export const domainsAreDistinct: Rule<"environments"> = ({ environments }) =>
  shared(environments, "domain", ({ domain }) => domain);

function shared(
  environments: readonly Candidate[],
  setting: string,
  of: (environment: Candidate["parsed"]) => string | undefined,
): Problem[] {
  return environments.flatMap(({ parsed }, index) => {
    const value = of(parsed);
    const first = environments.findIndex((other) => of(other.parsed) === value);
    if (value === undefined || first === index) return [];
    return {
      path: `${parsed.name}.${setting}`,
      what: `is the ${setting} of two environments`,
      value,
      fix: "change one of them in environments/",
    };
  });
}
