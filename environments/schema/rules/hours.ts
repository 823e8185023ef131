import type { Problem } from "../../../modules/core/errors.js";
import { numbersOf } from "../../../modules/core/monitoring/longest-gap.js";
import type { CalendarConfig } from "../calendar.js";
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

/** A cron that the clock would start only while its environment sleeps would never run, and be missed every day. */
export const cronsRunWithinHours: Rule = ({ organization, catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, hours, services } }) => {
    const calendar = hours === undefined ? undefined : organization.calendars[hours];
    if (calendar === undefined) return [];
    return Object.entries(services).flatMap(([service, size]) => {
      const shape = catalogue.services[service];
      if (shape?.kind !== "cron" || !("enabled" in size) || !size.enabled) return [];
      const times = shape.timeZone === calendar.timeZone ? timesOf(shape.schedule) : undefined;
      if (times === undefined || times.some((time) => isWithin(calendar, time))) return [];
      return [
        {
          path: `${name}.services.${service}.enabled`,
          what: `would never run: its environment sleeps at its times (${shape.schedule})`,
          value: true,
          allowed: `a schedule with a time between ${calendar.from} and ${calendar.to}`,
          fix: "write enabled: false; ./gantry run starts it by hand",
        },
      ];
    });
  });

/** The times of the day, `HH:MM`, of a cron; undefined for what has none. */
function timesOf(schedule: string): readonly string[] | undefined {
  const [minute, hour] = /^cron\((.+)\)$/.exec(schedule)?.[1]?.split(" ") ?? [];
  if (minute === undefined || hour === undefined) return undefined;
  return numbersOf(hour, 0, 23).flatMap((at) =>
    numbersOf(minute, 0, 59).map((past) => `${twoDigits(at)}:${twoDigits(past)}`),
  );
}

const isWithin = ({ from, to }: CalendarConfig, time: string) => from <= time && time < to;

const twoDigits = (number: number) => String(number).padStart(2, "0");
