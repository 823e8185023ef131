import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Calendar, holidaysOf, instantOf, phaseAt, wallClock } from "../../../modules/core/calendar.js";

const office: Calendar = {
  timeZone: "Europe/Dublin",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "07:00",
  to: "20:00",
  holidays: ["2026-10-26", "2026-12-26"],
};
const at = (text: string) => phaseAt(office, new Date(text));

describe("a clock on the wall", () => {
  it.each([
    ["Europe/Dublin", "2026-03-29T00:59:59Z", "2026-03-29T00:59:59"],
    ["Europe/Dublin", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00"],
    ["America/New_York", "2026-01-01T04:00:00Z", "2025-12-31T23:00:00"],
    ["Asia/Kolkata", "2026-06-01T18:30:00Z", "2026-06-02T00:00:00"],
    ["UTC", "2026-06-01T00:00:00Z", "2026-06-01T00:00:00"],
  ])("of %s shows at %s %s", (zone, instant, shown) => {
    expect(wallClock(new Date(instant), zone)).toBe(shown);
  });

  it.each([
    ["Europe/Dublin", "2026-03-27", "07:00", "2026-03-27T07:00:00.000Z"],
    ["Europe/Dublin", "2026-03-30", "07:00", "2026-03-30T06:00:00.000Z"],
    ["Europe/Dublin", "2026-10-25", "01:30", "2026-10-25T00:30:00.000Z"],
    ["America/New_York", "2026-11-01", "06:00", "2026-11-01T11:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-10-04", "06:00", "2026-10-03T19:00:00.000Z"],
    ["Pacific/Auckland", "2026-04-05", "06:00", "2026-04-04T18:00:00.000Z"],
  ])("of %s shows %s %s at one instant", (zone, date, time, instant) => {
    expect(instantOf(date, time, zone).toISOString()).toBe(instant);
  });

  it("is found again at every time of the day from six on, in every zone and every year", () => {
    const zones = fc.constantFrom("Europe/Dublin", "America/St_Johns", "Asia/Tehran", "Pacific/Apia", "Africa/Cairo");
    const days = fc.integer({ min: 0, max: 3650 });
    fc.assert(
      fc.property(zones, days, fc.integer({ min: 6, max: 23 }), (zone, day, hour) => {
        const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
        const time = `${String(hour).padStart(2, "0")}:30`;
        return wallClock(instantOf(date, time, zone), zone) === `${date}T${time}:00`;
      }),
    );
  });
});

describe("office hours", () => {
  it.each([
    ["2026-11-20T05:59:59Z", "asleep", "2026-11-20T06:00:00.000Z"],
    ["2026-11-20T06:00:00Z", "waking", "2026-11-20T07:00:00.000Z"],
    ["2026-11-20T07:00:00Z", "awake", "2026-11-20T20:00:00.000Z"],
    ["2026-11-20T20:00:00Z", "asleep", "2026-11-23T06:00:00.000Z"],
    ["2026-11-22T12:00:00Z", "asleep", "2026-11-23T06:00:00.000Z"],
  ])("are at %s: %s until %s", (instant, phase, until) => {
    expect(at(instant)).toEqual({ phase, until: new Date(until) });
  });

  it("go by the clock of their zone, summer and winter", () => {
    expect(at("2026-03-27T21:00:00Z").until?.toISOString()).toBe("2026-03-30T05:00:00.000Z");
    expect(at("2026-07-01T06:00:00Z")).toEqual({ phase: "awake", until: new Date("2026-07-01T19:00:00Z") });
  });

  it("leave out holidays, of which only those count that would have been open", () => {
    expect(at("2026-10-23T20:00:00Z").until?.toISOString()).toBe("2026-10-27T06:00:00.000Z");
    expect(holidaysOf(office)).toEqual(["2026-10-26"]);
  });

  it("have no end of the night where every day is a holiday", () => {
    const holidays = Array.from({ length: 400 }, (_, day) =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    );
    expect(phaseAt({ ...office, holidays }, new Date("2026-01-01T12:00:00Z"))).toEqual({ phase: "asleep" });
  });
});
