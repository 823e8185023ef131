import { describe, expect, it } from "vitest";
import type { Calendar } from "../../../modules/core/calendar.js";
import { Downtimes } from "../../../modules/datadog/downtimes.js";
import { closuresOf, firstAfter, nightsOf, weekly, windowOf } from "../../../modules/datadog/recurrences.js";
import { World } from "../../local/providers/world.js";
import { type Resource, synth } from "../../support/synth.js";

const office: Calendar = {
  timeZone: "Europe/Dublin",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "07:00",
  to: "20:00",
  holidays: ["2026-12-25", "2026-12-26"],
};
const now = new Date("2026-11-20T12:00:00Z");
const tags = { environment: "staging", organization: "acme" };

const SUNDAY = "sun:23:30-mon:00:30";

const stack = synth((scope) => {
  const nights = { message: "It sleeps.", timeZone: office.timeZone, recurrences: nightsOf(office) };
  const window = { message: "Patched.", subject: "store:main", timeZone: "UTC", recurrences: [windowOf(SUNDAY)] };
  new Downtimes(scope, "downtimes", { tags, now, times: { nights, window } });
});
const { lifecycle: nightsLifecycle, ...nights } = stack.at("datadog_downtime_schedule", "downtimes/nights");

const inputOf = (plan: Resource) => JSON.stringify((plan["input"] as { times: { nights: object } }).times.nights);

describe("the downtimes of a calendar", () => {
  it("are each night, each morning and each closed day, by its clock, from the next one on", () => {
    expect(nights).toEqual({
      message: "It sleeps.",
      scope: "*",
      monitor_identifier: { monitor_tags: ["env:staging"] },
      display_timezone: "Europe/Dublin",
      notify_end_types: [],
      recurring_schedule: {
        timezone: "Europe/Dublin",
        recurrence: [
          { rrule: "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR", duration: "540m", start: "2026-11-20T20:00:00" },
          { rrule: "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR", duration: "180m", start: "2026-11-23T04:00:00" },
          { rrule: "FREQ=WEEKLY;INTERVAL=1;BYDAY=SA,SU", duration: "1500m", start: "2026-11-21T04:00:00" },
        ],
      },
    });
  });

  it("have no closed day where there is none", () => {
    const days = [...office.days, "sat", "sun"] as const;
    expect(nightsOf({ ...office, days })).toHaveLength(2);
  });

  it("are a holiday for each that would have been open, again when its date is the same day of the week", () => {
    const [christmas, ...more] = closuresOf(office);
    expect(more).toEqual([]);
    expect(christmas).toMatchObject({
      rrule: "FREQ=YEARLY;INTERVAL=1;BYMONTH=12;BYMONTHDAY=25;BYDAY=FR",
      time: "04:00",
      minutes: 1500,
    });
    if (christmas === undefined) return;
    expect(firstAfter(christmas, "Europe/Dublin", now)).toBe("2026-12-25T04:00:00");
    expect(firstAfter(christmas, "Europe/Dublin", new Date("2026-12-25T05:00:00Z"))).toBe("2037-12-25T04:00:00");
  });

  it("mute a store alone in its maintenance window, over midnight too", () => {
    expect(stack.at("datadog_downtime_schedule", "downtimes/window")).toMatchObject({
      monitor_identifier: { monitor_tags: ["env:staging", "store:main"] },
      recurring_schedule: {
        timezone: "UTC",
        recurrence: [{ rrule: "FREQ=WEEKLY;INTERVAL=1;BYDAY=SU", duration: "60m", start: "2026-11-22T23:30:00" }],
      },
    });
  });

  it("keep the beginning that they were made with, and are made anew with every other change", () => {
    expect(nightsLifecycle).toEqual({
      ignore_changes: [0, 1, 2].map((index) => `recurring_schedule.recurrence[${index}].start`),
      replace_triggered_by: ["downtimes/plan"],
    });
    const later = synth((scope) => {
      const times = { nights: { message: "It sleeps.", timeZone: office.timeZone, recurrences: nightsOf(office) } };
      new Downtimes(scope, "downtimes", { tags, now: new Date("2027-01-01T00:00:00Z"), times });
    });
    expect(inputOf(later.one("terraform_data"))).toBe(inputOf(stack.one("terraform_data")));
  });

  it("are such as Datadog takes", () => {
    for (const downtime of stack.all("datadog_downtime_schedule")) {
      const { lifecycle: _, ...written } = downtime;
      expect(new World().validate("datadog_downtime_schedule", written)).toEqual([]);
    }
  });
});

describe("the beginning of a downtime", () => {
  it.each([
    ["2026-11-20T19:30:00Z", "2026-11-20T20:00:00"],
    ["2026-11-20T19:50:00Z", "2026-11-27T20:00:00"],
    ["2026-11-20T20:00:00Z", "2026-11-27T20:00:00"],
  ])("is its first time that is still to come when a deploy at %s makes it: %s", (at, start) => {
    expect(firstAfter(weekly(["fri"], "20:00", 60), "Europe/Dublin", new Date(at))).toBe(start);
  });

  it("is one by the clock of its zone", () => {
    const sunday = weekly(["sun"], "06:00", 60);
    expect(firstAfter(sunday, "Pacific/Auckland", new Date("2026-11-21T16:00:00Z"))).toBe("2026-11-22T06:00:00");
    expect(firstAfter(sunday, "Pacific/Auckland", new Date("2026-11-21T17:00:00Z"))).toBe("2026-11-29T06:00:00");
  });
});
