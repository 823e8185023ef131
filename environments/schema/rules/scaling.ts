import type { Problem } from "../../../modules/core/errors.js";
import { type CountedSize, isCounted, type ServiceShape } from "../services/service.js";
import type { Candidate, Rule } from "./context.js";

interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** Where a count stands, and what else bears on it. */
interface Place {
  readonly path: string;
  readonly shape: Exclude<ServiceShape, { kind: "cron" }>;
  readonly lifecycle: Candidate["parsed"]["lifecycle"];
}

type Scale = NonNullable<CountedSize["scale"]>;

/** A range and what moves the count in it come together, and every scaled service can come back from nothing. */
export const servicesCanScale: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, lifecycle, services } }) =>
    Object.entries(services).flatMap(([service, size]) => {
      const shape = catalogue.services[service];
      if (shape === undefined || shape.kind === "cron" || !isCounted(size)) return [];
      return problemsOf({ path: `${name}.services.${service}`, shape, lifecycle }, size);
    }),
  );

function problemsOf(place: Place, { count, scale }: CountedSize): Problem[] {
  const { path, shape } = place;
  if (typeof count === "number") {
    if (scale === undefined) return [];
    const fix = `write count: { minimum: ${Math.max(1, count)}, maximum: ${2 * Math.max(1, count)} }, or remove scale`;
    return [{ path: `${path}.count`, what: "is one number, and scale has nothing to move", value: count, fix }];
  }
  const schedule = scale?.schedule ?? {};
  // The backlog of its queue moves a worker's count by itself.
  if (shape.kind !== "worker" && (scale === undefined || waysOf(scale) === 0)) {
    const fix = `write scale: { cpuPercent: 60 }, or count: ${Math.max(1, count.minimum)}`;
    const what = "is missing: nothing would move the count within its range";
    return [{ path: `${path}.scale`, what, allowed: WAYS, fix }];
  }
  return [
    ...orderProblems(`${path}.count`, count, schedule),
    ...wakeProblems(place, count, schedule),
    ...scheduleProblems(`${path}.scale.schedule`, count, schedule),
  ];
}

const WAYS = "cpuPercent, memoryPercent, requestsPerTask, schedule";

function waysOf({ schedule, ...metrics }: Scale): number {
  return Object.keys(metrics).length + Object.keys(schedule).length;
}

function orderProblems(path: string, { minimum, maximum }: Range, schedule: Scale["schedule"]): Problem[] {
  if (minimum > maximum) return [reversed(path, { minimum, maximum })];
  if (minimum < maximum || Object.keys(schedule).length > 0) return [];
  const fix = `raise maximum, or write count: ${minimum} without scale`;
  return [{ path, what: "leaves nothing to scale", value: { minimum, maximum }, fix }];
}

/** No task, no load: no metric of a service at 0 ever calls for the first one. */
function wakeProblems(place: Place, { minimum }: Range, schedule: Scale["schedule"]): Problem[] {
  if (place.shape.kind === "worker") return restProblems(place, place.shape, minimum);
  if (minimum > 0 || Object.values(schedule).some((range) => range.minimum > 0)) return [];
  return [
    {
      path: `${place.path}.count.minimum`,
      what: "lets the service go to nothing, and nothing brings it back: without tasks there is no load to measure",
      value: minimum,
      allowed: "0 only with an entry of scale.schedule whose minimum is at least 1",
      fix: "write minimum: 1, or add such an entry",
    },
  ];
}

/**
 * A queue that nobody touched for six hours reports to CloudWatch this late once it is used again.
 * Source: Amazon SQS developer guide, "Available CloudWatch metrics".
 */
const QUIET_QUEUE_SECONDS = 900;

/** Its queue calls for the first task, but may do so late: nothing to rely on where it has to be relied on. */
function restProblems(
  { path, lifecycle }: Place,
  { acceptableDelaySeconds }: Extract<ServiceShape, { kind: "worker" }>,
  minimum: number,
): Problem[] {
  if (minimum > 0 || lifecycle !== "protected" || acceptableDelaySeconds >= QUIET_QUEUE_SECONDS) return [];
  return [
    {
      path: `${path}.count.minimum`,
      what: `can't keep the acceptable delay of ${acceptableDelaySeconds} seconds: a queue that was quiet for six hours is heard up to ${QUIET_QUEUE_SECONDS} seconds late`,
      value: minimum,
      allowed: `0 only with an acceptable delay of at least ${QUIET_QUEUE_SECONDS} seconds, or where nothing is protected`,
      fix: "write minimum: 1",
    },
  ];
}

function scheduleProblems(path: string, count: Range, schedule: Scale["schedule"]): Problem[] {
  const entries = Object.entries(schedule);
  const alone = entries.length === 1 ? entries.map(([name]) => `${path}.${name}`) : [];
  return [
    ...alone.map((at) => ({
      path: at,
      what: "is the only entry: from its first time on its range holds for ever",
      fix: "add the entry that ends it, or write its range as count",
    })),
    ...entries.flatMap(([name, { minimum, maximum }]): Problem[] => {
      if (minimum > maximum) return [reversed(`${path}.${name}`, { minimum, maximum })];
      if (minimum >= count.minimum && maximum <= count.maximum) return [];
      const outer = {
        minimum: Math.min(minimum, count.minimum),
        maximum: Math.max(maximum, count.maximum),
      };
      return [
        {
          path: `${path}.${name}`,
          what: "goes beyond count, which says the fewest and most tasks at any time",
          value: { minimum, maximum },
          allowed: `${count.minimum} to ${count.maximum}`,
          fix: `narrow it, or write count: ${text(outer)}`,
        },
      ];
    }),
  ];
}

function reversed(path: string, { minimum, maximum }: Range): Problem {
  return {
    path,
    what: "has more tasks as its minimum than as its maximum",
    value: { minimum, maximum },
    fix: `write ${text({ minimum: maximum, maximum: minimum })}`,
  };
}

function text({ minimum, maximum }: Range): string {
  return `{ minimum: ${minimum}, maximum: ${maximum} }`;
}
