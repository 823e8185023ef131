import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Calendar, phaseAt } from "../../../modules/core/calendar.js";
import { inputOf, nextTurn } from "../../../modules/core/hours.js";

const office: Calendar = {
  timeZone: "Europe/Dublin",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "07:00",
  to: "20:00",
  holidays: ["2026-10-26"],
};

describe("the next time at which the clock turns something", () => {
  it.each([
    ["wake", "2026-11-20T05:59:59Z", "2026-11-20T06:00:00.000Z"],
    ["wake", "2026-11-20T06:00:00Z", "2026-11-23T06:00:00.000Z"],
    // Over the change of clocks, and a holiday.
    ["wake", "2026-10-23T12:00:00Z", "2026-10-27T06:00:00.000Z"],
    ["sleep", "2026-11-20T12:00:00Z", "2026-11-20T20:00:00.000Z"],
    ["sleep", "2026-11-20T20:00:00Z", "2026-11-21T20:00:00.000Z"],
    ["sleep", "2026-10-24T20:00:00Z", "2026-10-25T20:00:00.000Z"],
  ] as const)("to %s after %s is %s", (to, after, next) => {
    expect(nextTurn(office, to, new Date(after))?.toISOString()).toBe(next);
  });

  it("is where its phases say that it is asleep no longer, and that it's awake no longer", () => {
    const times = fc
      .integer({ min: 0, max: 3650 * 24 })
      .map((hours) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000));
    fc.assert(
      fc.property(times, (at) => {
        const { phase, until } = phaseAt(office, at);
        if (phase === "asleep") expect(nextTurn(office, "wake", at)).toEqual(until);
        if (phase === "awake") expect(nextTurn(office, "sleep", at)).toEqual(until);
      }),
      { numRuns: 200 },
    );
  });

  it("isn't there where no day is open, but for sleep", () => {
    const closed = { ...office, days: [] };
    expect(nextTurn(closed, "wake", new Date("2026-11-20T12:00:00Z"))).toBeUndefined();
    expect(nextTurn(closed, "sleep", new Date("2026-11-20T12:00:00Z"))).toBeDefined();
  });
});

it("a person who turns something is held up by no holiday: no time is named", () => {
  expect(inputOf("wake", "")).toBe('{"to":"wake","at":""}');
});
