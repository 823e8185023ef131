import { isTimeZone } from "../checks.js";
import type { ResourceKind, Rule, WorldRule } from "../types.js";
import type { View } from "../view.js";
import { handlesAreWhole } from "./handles.js";

const UTC_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const LOCAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
const FREQUENCIES = "YEARLY|MONTHLY|WEEKLY|DAILY|HOURLY|MINUTELY";

/** Which monitors are muted is said in exactly one way. */
export const namesMonitors: Rule = (downtime) => {
  const identifier = downtime.block("monitor_identifier");
  if (identifier === undefined) {
    if (downtime.isUnknown("monitor_identifier")) return [];
    return [downtime.problem("monitor_identifier", "Block monitor_identifier must be specified as it is required")];
  }
  const set = ["monitor_id", "monitor_tags"].filter((name) => identifier.raw(name) !== null);
  if (set.length === 1) return [];
  const one = "(and only one) of [monitor_id, monitor_tags] is required";
  return [
    identifier.problem(
      "",
      set.length === 0 ? `No attribute specified when one ${one}` : `2 attributes specified when one ${one}`,
    ),
  ];
};

export const hasOneSchedule: Rule = (downtime) => {
  if (downtime.isUnset("one_time_schedule") || downtime.isUnset("recurring_schedule")) return [];
  return [
    downtime.problem(
      "recurring_schedule",
      'Attribute "one_time_schedule" cannot be specified when "recurring_schedule" is specified',
    ),
  ];
};

export const scopeIsGiven: Rule = (downtime) =>
  downtime.text("scope")?.trim() === ""
    ? [downtime.problem("scope", "The value provided for parameter 'scope' is invalid", "Use `*` for everything.")]
    : [];

/** Times of a single downtime are UTC, those of a recurring one are local to its time zone. */
export const timesAreWellFormed: Rule = (downtime) => [
  ...downtime.blocks("one_time_schedule").flatMap((schedule) =>
    ["start", "end"].flatMap((name) => {
      const text = schedule.text(name);
      if (text === undefined || UTC_TIME.test(text)) return [];
      return [schedule.problem(name, `Invalid time ${JSON.stringify(text)}`, "Write it as 2006-01-02T15:04:05Z.")];
    }),
  ),
  ...recurrences(downtime).flatMap((recurrence) => {
    const text = recurrence.text("start");
    if (text === undefined || LOCAL_TIME.test(text)) return [];
    return [
      recurrence.problem(
        "start",
        `Invalid time ${JSON.stringify(text)}`,
        "Write it as 2006-01-02T15:04:05, without an offset.",
      ),
    ];
  }),
];

export const endsAfterItStarts: Rule = (downtime) => {
  const schedule = downtime.block("one_time_schedule");
  const [start, end] = [Date.parse(schedule?.text("start") ?? ""), Date.parse(schedule?.text("end") ?? "")];
  if (schedule === undefined || !(end <= start)) return [];
  return [schedule.problem("end", "Downtime end must be after its start")];
};

export const recursSomehow: Rule = (downtime) => {
  const schedule = downtime.block("recurring_schedule");
  if (schedule === undefined || schedule.isSet("recurrence")) return [];
  return [schedule.problem("recurrence", "A recurring schedule needs at least one recurrence")];
};

/** How long it lasts is the duration's to say, not the rule's. */
export const recurrencesAreWellFormed: Rule = (downtime) =>
  recurrences(downtime).flatMap((recurrence) => {
    const [duration, rule] = [recurrence.text("duration"), recurrence.text("rrule")];
    const problems = [];
    if (duration !== undefined && !/^[1-9]\d*[mhdw]$/.test(duration)) {
      const hint = "An integer followed by m, h, d or w, such as 12h.";
      problems.push(recurrence.problem("duration", `Invalid duration ${JSON.stringify(duration)}`, hint));
    }
    if (rule !== undefined && !new RegExp(`(^|;)FREQ=(${FREQUENCIES})(;|$)`).test(rule)) {
      problems.push(
        recurrence.problem(
          "rrule",
          `Invalid rrule ${JSON.stringify(rule)}`,
          "It needs FREQ, such as FREQ=DAILY;INTERVAL=1.",
        ),
      );
    }
    const timing = /\b(DTSTART|DTEND|DURATION)\b/.exec(rule ?? "")?.[1];
    if (timing !== undefined) {
      problems.push(
        recurrence.problem("rrule", `${timing} is not supported in an rrule`, "Use `start` and `duration`."),
      );
    }
    return problems;
  });

export const timeZonesExist: Rule = (downtime) =>
  [downtime, ...downtime.blocks("recurring_schedule")].flatMap((view) =>
    ["display_timezone", "timezone"].flatMap((name) => {
      const zone = view.text(name);
      return zone === undefined || isTimeZone(zone)
        ? []
        : [view.problem(name, `Invalid timezone ${JSON.stringify(zone)}`, "An IANA name, such as Europe/Dublin.")];
    }),
  );

export const endNotificationsAreKnown: Rule = (downtime) => [
  ...strange(downtime, "notify_end_states", ["alert", "no data", "warn"]),
  ...strange(downtime, "notify_end_types", ["canceled", "expired"]),
];

const monitorExists: WorldRule = (downtime, store) => {
  const identifier = downtime.block("monitor_identifier");
  const id = identifier?.number("monitor_id");
  if (identifier === undefined || id === undefined || store.get("datadog_monitor", String(id)) !== undefined) return [];
  return [identifier.problem("monitor_id", "Monitor not found", `There is no monitor ${id}.`)];
};

/**
 * A beginning in the past is refused. Datadog may refuse it at a change too; here a downtime that was made stays as
 * changeable as its owner made it.
 */
const beginsLater: WorldRule = (downtime, _store, self) => {
  if (self !== undefined) return [];
  const now = new Date();
  const zone = downtime.block("recurring_schedule")?.text("timezone") ?? "UTC";
  return [
    ...late(downtime.blocks("one_time_schedule"), `${seconds(now)}Z`),
    ...late(recurrences(downtime), wallClock(now, zone)),
  ];
};

function late(schedules: readonly View[], now: string): ReturnType<Rule> {
  return schedules.flatMap((schedule) => {
    const start = schedule.text("start");
    if (start === undefined || start >= now) return [];
    return [schedule.problem("start", "Scheduled downtime start cannot be in the past", `${start} is before ${now}.`)];
  });
}

/** What a clock on the wall shows there: `2026-11-20T20:00:00`. */
function wallClock(at: Date, timeZone: string): string {
  const shown = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(at);
  return shown.replace(" ", "T");
}

const recurrences = (downtime: Parameters<Rule>[0]) =>
  downtime.blocks("recurring_schedule").flatMap((schedule) => schedule.blocks("recurrence"));

function strange(downtime: Parameters<Rule>[0], name: string, allowed: readonly string[]): ReturnType<Rule> {
  return (downtime.texts(name) ?? [])
    .filter((item) => !allowed.includes(item))
    .map((item) => downtime.problem(name, `Invalid value ${JSON.stringify(item)}`, `Allowed: ${allowed.join(", ")}.`));
}

const seconds = (now: Date) => now.toISOString().slice(0, 19);

export const downtimeSchedule: ResourceKind = {
  source: "https://registry.terraform.io/providers/DataDog/datadog/3.82.0/docs/resources/downtime_schedule",
  computed: {
    display_timezone: "UTC",
    mute_first_recovery_notification: false,
    notify_end_states: ["alert", "no data", "warn"],
    notify_end_types: ["expired"],
    "one_time_schedule.start": ({ now }) => `${seconds(now)}Z`,
    "recurring_schedule.timezone": "UTC",
    "recurring_schedule.recurrence.start": ({ now }) => seconds(now),
  },
  rules: [
    namesMonitors,
    hasOneSchedule,
    scopeIsGiven,
    timesAreWellFormed,
    endsAfterItStarts,
    recursSomehow,
    recurrencesAreWellFormed,
    timeZonesExist,
    endNotificationsAreKnown,
    handlesAreWhole("message"),
  ],
  worldRules: [monitorExists, beginsLater],
};
