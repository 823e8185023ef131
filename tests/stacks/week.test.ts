import { describe, expect, it } from "vitest";
import { parse } from "../../environments/schema/parse.js";
import { type Counting, firings, quietSpans, type Recurrence } from "../support/clock.js";
import { type Changes, written } from "../support/configuration.js";
import { execute } from "../support/step-functions.js";
import { type Synthesized, synthPlatform } from "../support/synth.js";
import { valueAt } from "../support/values.js";

/**
 * One simulated week, hour by hour, from what Terraform would be given: the schedules start the state machine, which
 * stops and starts a model of AWS; the downtimes say whose monitors are quiet; the monitors say whom they tell.
 */
const HOUR_MS = 3_600_000;

const changes: Changes = {
  "organization.alertRoutes": {
    page: { warning: ["@slack-platform"], critical: ["@slack-platform", "@pagerduty-platform"] },
    channel: { warning: ["@slack-staging"], critical: ["@slack-staging"] },
    quiet: { warning: [], critical: [] },
  },
  "organization.calendars": {
    officeHours: {
      timeZone: "Europe/Dublin",
      days: ["mon", "tue", "wed", "thu", "fri"],
      from: "07:00",
      to: "20:00",
      holidays: ["2026-03-17", "2026-04-06", "2026-10-26", "2027-01-01"],
    },
  },
  "staging.alerts": "channel",
  "staging.hours": "officeHours",
  "staging.services.api.count": { minimum: 2, maximum: 4 },
  "staging.services.api.scale": { cpuPercent: 60 },
};

/** Production, staging, and a review environment as its template would make it, deployed on a day in spring. */
const stacks = synthesized(new Date("2026-03-04T12:00:00Z"));

function stackNamed(name: string): Synthesized {
  const stack = stacks.get(name);
  if (stack === undefined) throw new Error(`${name} is built`);
  return stack;
}

function synthesized(now: Date): ReadonlyMap<string, Synthesized> {
  const both = written(changes);
  const [, staging] = both.environments.map(({ input }) => input as Record<string, unknown>);
  const { hours: _, ...common } = staging ?? {};
  const review = {
    ...common,
    name: "review-7",
    domain: "review-7.aws.acme.test",
    alerts: "quiet",
    network: { cidr: "10.30.0.0/16", zones: ["a", "b"], nat: "single" },
  };
  const environments = [...both.environments, { name: "review-7", ephemeral: true, input: review }];
  const configuration = parse({ ...both, environments });
  return synthPlatform({ configuration, target: "aws", stacks: ["production", "staging", "review-7"], now });
}

/** What of an environment runs. */
class World {
  readonly tasks = new Map<string, number>();
  readonly databases = new Map<string, string>();
  readonly suspended = new Set<string>();

  constructor(stack: Synthesized) {
    for (const service of stack.all("aws_ecs_service")) {
      this.tasks.set(String(service["name"]), Number(service["desired_count"]));
    }
    for (const database of stack.all("aws_db_instance")) {
      this.databases.set(String(database["identifier"]), "available");
    }
  }

  readonly call = (action: string, args: Readonly<Record<string, unknown>>): unknown => {
    const database = String(args["DbInstanceIdentifier"]);
    switch (action) {
      case "ecs:updateService":
        this.tasks.set(String(args["Service"]), Number(args["DesiredCount"]));
        return {};
      case "applicationautoscaling:registerScalableTarget": {
        const suspended = valueAt(args, "SuspendedState.DynamicScalingOutSuspended") === true;
        this.suspended[suspended ? "add" : "delete"](String(args["ResourceId"]));
        return {};
      }
      case "rds:describeDBInstances":
        return { DbInstances: [{ DbInstanceStatus: this.databases.get(database) }] };
      case "rds:stopDBInstance":
        return this.databases.set(database, "stopped");
      case "rds:startDBInstance":
        return this.databases.set(database, "available");
      default:
        throw new Error(`nobody asked for ${action}`);
    }
  };

  get runs(): "all" | "nothing" | "some" {
    const running = [
      ...[...this.tasks.values()].map((tasks) => tasks > 0),
      ...[...this.databases.values()].map((status) => status === "available"),
    ];
    return running.every((one) => one) ? "all" : running.some((one) => one) ? "some" : "nothing";
  }
}

/** Every start of its state machine, in their order. */
function startsIn(stack: Synthesized, from: Date, to: Date) {
  return stack
    .all("aws_scheduler_schedule")
    .flatMap((schedule) => {
      const input = String(valueAt(schedule, "target.input"));
      const zone = String(schedule["schedule_expression_timezone"]);
      return firings(String(schedule["schedule_expression"]), zone, from, to).map((at) => ({ at, input }));
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

const start = (stack: Synthesized, world: World, { at, input }: { readonly at: Date; readonly input: string }) => {
  const time = at.toISOString().replace(".000", "");
  const machine = JSON.parse(String(stack.one("aws_sfn_state_machine")["definition"]));
  const end = execute(machine, JSON.parse(input.replace("<aws.scheduler.scheduled-time>", time)), world.call);
  expect(["Done", "A holiday"]).toContain(end);
};

/** Says which monitors tell somebody at a time between two instants, because no downtime keeps them from it. */
function alerting(stack: Synthesized, span: readonly [Date, Date], counting: Counting) {
  const downtimes = stack.all("datadog_downtime_schedule").map((downtime) => {
    const schedule = downtime["recurring_schedule"] as { timezone: string; recurrence: readonly Recurrence[] };
    return {
      tags: valueAt(downtime, "monitor_identifier.monitor_tags") as readonly string[],
      spans: schedule.recurrence.flatMap((recurrence) => quietSpans(recurrence, schedule.timezone, span, counting)),
    };
  });
  const telling = stack.all("datadog_monitor").filter(({ message }) => String(message).includes("@"));
  return (at: Date): readonly string[] => {
    const now = at.getTime();
    const muted = downtimes.filter(({ spans }) => spans.some(({ begin, end }) => begin <= now && now < end));
    return telling
      .filter(
        ({ tags: own }) => !muted.some(({ tags }) => tags.every((tag) => (own as readonly string[]).includes(tag))),
      )
      .map(({ name }) => String(name));
  };
}

/** What a person in the office expects. */
function hoursOf(at: Date): "awake" | "waking" | "asleep" {
  const clock = new Intl.DateTimeFormat("en-IE", {
    timeZone: "Europe/Dublin",
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    hourCycle: "h23",
  });
  const { weekday, year, month, day, hour } = Object.fromEntries(
    clock.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  const closed = ["2026-03-17", "2026-04-06", "2026-10-26", "2027-01-01"].includes(`${year}-${month}-${day}`);
  if (weekday === "Sat" || weekday === "Sun" || closed) return "asleep";
  return Number(hour) >= 7 && Number(hour) < 20 ? "awake" : Number(hour) === 6 ? "waking" : "asleep";
}

const ignoredBy = (name: string, type: string) =>
  stackNamed(name)
    .all(type)
    .map((resource) => valueAt(resource, "lifecycle.ignore_changes"));

describe("a deploy, whatever the hour", () => {
  it("leaves alone what the clock sets", () => {
    expect(ignoredBy("staging", "aws_ecs_service")).toEqual([["desired_count"], ["desired_count"]]);
    expect(ignoredBy("staging", "aws_appautoscaling_target")).toEqual([["suspended_state"]]);
    expect(ignoredBy("production", "aws_ecs_service")).toEqual([undefined, undefined]);
  });
});

/** Each from a Wednesday on: the night before, the weekend and the Monday after are in the middle. */
describe.each([
  ["an ordinary one", "2026-11-18T00:00:00Z"],
  ["in which the clocks go forward", "2026-03-25T00:00:00Z"],
  ["in which they go back, and the Monday after is a holiday", "2026-10-21T00:00:00Z"],
  ["with a holiday in its middle", "2026-03-11T00:00:00Z"],
  ["over the turn of the year", "2026-12-28T00:00:00Z"],
])("a week, %s", (_, first) => {
  const begin = new Date(first);
  const end = new Date(begin.getTime() + 8 * 24 * HOUR_MS);
  const hours = Array.from({ length: 8 * 24 }, (_, hour) => new Date(begin.getTime() + hour * HOUR_MS));

  it.each<Counting>(["elapsed", "wall"])(
    "lets staging sleep outside office hours with no monitor awake, wakes it before them, and tells everything within them, whichever way durations count (%s)",
    (counting) => {
      const staging = stackNamed("staging");
      const world = new World(staging);
      const starts = startsIn(staging, new Date(begin.getTime() - 30 * HOUR_MS), end);
      const mayAlert = alerting(staging, [begin, end], counting);
      const { length: all } = staging.all("datadog_monitor");
      for (const at of hours) {
        while (starts[0] !== undefined && starts[0].at <= at) start(staging, world, starts.shift() ?? starts[0]);
        const expected = hoursOf(at);
        const seen = { at: at.toISOString(), runs: world.runs, told: mayAlert(at).length };
        expect(seen).toEqual({
          at: at.toISOString(),
          runs: expected === "asleep" ? "nothing" : "all",
          told: expected === "awake" ? all : 0,
        });
        expect(world.suspended.size).toBe(expected === "asleep" ? 1 : 0);
      }
    },
  );

  it("keeps production awake at every hour, quiet for a store alone, in its maintenance window", () => {
    const production = stackNamed("production");
    expect(production.all("aws_scheduler_schedule")).toEqual([]);
    expect(production.all("aws_sfn_state_machine")).toEqual([]);
    const all = production.all("datadog_monitor").map(({ name }) => String(name));
    const mayAlert = alerting(production, [begin, end], "elapsed");
    for (const at of hours) {
      const telling = mayAlert(at);
      const silent = all.filter((title) => !telling.includes(title));
      const inWindow = at.getUTCDay() === 0 && [3, 4].includes(at.getUTCHours());
      expect(inWindow ? [] : silent).toEqual([]);
      expect(silent.every((title) => title.startsWith("[production] main:"))).toBe(true);
    }
  });

  it("never pages from a review environment, though nothing mutes it", () => {
    const review = stackNamed("review-7");
    expect(review.all("datadog_downtime_schedule")).toEqual([]);
    for (const at of hours) expect(alerting(review, [begin, end], "elapsed")(at)).toEqual([]);
  });
});
