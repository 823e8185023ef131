import { describe, expect, it } from "vitest";
import { type Json, UNKNOWN, World } from "./world.js";

const TYPE = "datadog_downtime_schedule";

const downtime = (changes: Json = {}): Json => ({
  scope: "env:test",
  monitor_identifier: { monitor_tags: ["env:test"] },
  recurring_schedule: { recurrence: [{ duration: "12h", rrule: "FREQ=DAILY;INTERVAL=1" }] },
  ...changes,
});

const recurring = (recurrence: Json, schedule: Json = {}) => ({
  recurring_schedule: { recurrence: [{ duration: "12h", rrule: "FREQ=DAILY", ...recurrence }], ...schedule },
});

const once = (schedule: Json) => ({ recurring_schedule: null, one_time_schedule: schedule });

const problems = (changes: Json) => new World().validate(TYPE, downtime(changes));

describe("a downtime", () => {
  it("is accepted with one way of naming monitors and one schedule, or none", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ recurring_schedule: null })).toEqual([]);
    expect(problems(once({ start: "2030-01-01T00:00:00Z", end: "2030-01-02T00:00:00Z" }))).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ["no monitors", { monitor_identifier: null }, "monitor_identifier: Block monitor_identifier must be specified"],
    ["neither id nor tags", { monitor_identifier: {} }, "monitor_identifier: No attribute specified when one"],
    [
      "both id and tags",
      { monitor_identifier: { monitor_id: 1, monitor_tags: ["a"] } },
      "monitor_identifier: 2 attributes specified",
    ],
    ["an empty scope", { scope: " " }, "scope: The value provided for parameter 'scope' is invalid"],
    [
      "two schedules",
      { one_time_schedule: {} },
      'recurring_schedule: Attribute "one_time_schedule" cannot be specified',
    ],
    [
      "a local time of a single downtime",
      once({ start: "2030-01-01T00:00:00" }),
      "one_time_schedule.start: Invalid time",
    ],
    [
      "an end before the start",
      once({ start: "2030-01-02T00:00:00Z", end: "2030-01-01T00:00:00Z" }),
      "one_time_schedule.end: Downtime end must be after",
    ],
    [
      "an offset of a recurring one",
      recurring({ start: "2030-01-01T00:00:00Z" }),
      "recurring_schedule.recurrence.0.start: Invalid time",
    ],
    [
      "a duration without a unit",
      recurring({ duration: "12" }),
      'recurring_schedule.recurrence.0.duration: Invalid duration "12"',
    ],
    [
      "a rule without a frequency",
      recurring({ rrule: "BYDAY=MO" }),
      "recurring_schedule.recurrence.0.rrule: Invalid rrule",
    ],
    [
      "a rule with a start of its own",
      recurring({ rrule: "FREQ=DAILY;DTSTART=20300101" }),
      "rrule: DTSTART is not supported",
    ],
    [
      "an unknown time zone",
      recurring({}, { timezone: "Europe/Atlantis" }),
      "recurring_schedule.timezone: Invalid timezone",
    ],
    [
      "no recurrence",
      { recurring_schedule: { timezone: "UTC" } },
      "recurring_schedule.recurrence: A recurring schedule needs",
    ],
    ["an unknown end", { notify_end_types: ["done"] }, 'notify_end_types: Invalid value "done"'],
  ])("is rejected with %s", (_case, changes, complaint) => {
    const found = problems(changes);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(complaint);
  });

  it("waits for what is unknown", () => {
    expect(problems({ scope: UNKNOWN, monitor_identifier: UNKNOWN })).toEqual([]);
  });

  it("is refused at apply when its monitor doesn't exist", () => {
    const config = downtime({ monitor_identifier: { monitor_id: 7 } });
    expect(new World().apply(TYPE, config).complaints).toEqual(["monitor_identifier.monitor_id: Monitor not found"]);
  });

  it.each<[string, Json]>([
    ["a single one", once({ start: "2026-01-01T00:00:00Z", end: "2099-01-01T00:00:00Z" })],
    ["one that recurs", recurring({ start: "2026-01-01T00:00:00" }, { timezone: "Europe/Dublin" })],
  ])("is refused at apply when it begins in the past: %s", (_case, changes) => {
    const [complaint, ...more] = new World().apply(TYPE, downtime(changes)).complaints;
    expect(complaint).toContain("start: Scheduled downtime start cannot be in the past");
    expect(more).toEqual([]);
  });

  it("may begin by the clock of its time zone", () => {
    const tonight = new Date(Date.now() + 12 * 3_600_000).toISOString().slice(0, 19);
    const config = downtime(recurring({ start: tonight }, { timezone: "America/New_York" }));
    expect(new World().apply(TYPE, config).complaints).toEqual([]);
  });

  it("comes back with Datadog's defaults, and plans nothing more", () => {
    const world = new World();
    const state = world.create(TYPE, downtime());
    expect(state).toMatchObject({ display_timezone: "UTC", notify_end_types: ["expired"] });
    expect(state["recurring_schedule"]).toMatchObject({ timezone: "UTC" });
    expect(world.plan(TYPE, downtime(), state)).toEqual({ planned: state, replace: [], complaints: [] });
  });
});
