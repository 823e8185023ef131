import type { Problem } from "../../../modules/core/errors.js";
import type { Candidate, Context, Rule } from "./context.js";

/** An environment keeps hours that the organization has, and only where nothing is protected. */
export const hoursCanBeKept: Rule<"organization" | "environments"> = ({ organization, environments }) =>
  environments.flatMap(({ parsed }) => problemsOf(parsed, Object.keys(organization.calendars)));

function problemsOf(
  { name, hours, lifecycle }: Candidate["parsed"],
  calendars: readonly (keyof Context["organization"]["calendars"])[],
): Problem[] {
  if (hours === undefined) return [];
  const path = `${name}.hours`;
  return [
    ...(calendars.includes(hours)
      ? []
      : [
          {
            path,
            what: "names no known calendar",
            value: hours,
            allowed: calendars.length === 0 ? "none: organization.calendars is empty" : calendars.join(", "),
            fix: "correct the name, or add the calendar to organization.calendars",
          },
        ]),
    ...(lifecycle === "disposable"
      ? []
      : [
          {
            path,
            what: "would stop the services and databases of a protected environment every night",
            value: hours,
            allowed: "hours of disposable environments",
            fix: "remove it",
          },
        ]),
  ];
}
