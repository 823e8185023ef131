import { describe, expect, it } from "vitest";
import { outlookOf } from "../../../cli/hours/outlook.js";
import type { Calendar } from "../../../modules/core/calendar.js";
import type { Way } from "../../../modules/core/hours.js";

const office: Calendar = {
  timeZone: "Europe/Dublin",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "07:00",
  to: "20:00",
  holidays: ["2026-11-23"],
};
const outlook = (to: Way, at: string) => outlookOf("staging", office, to, new Date(at));

describe("what comes by itself", () => {
  it.each<[string, Way, string, readonly string[]]>([
    [
      "after waking at a weekend, before a holiday",
      "wake",
      "2026-11-21T12:00:00Z",
      [
        "It sleeps again by itself: Sat 2026-11-21 20:00, Europe/Dublin.",
        "Nobody is told of its monitors until Tue 2026-11-24 07:00, Europe/Dublin: for them the night is still one.",
      ],
    ],
    [
      "after waking an hour before its hours",
      "wake",
      "2026-11-24T06:30:00Z",
      [
        "It sleeps again by itself: Tue 2026-11-24 20:00, Europe/Dublin.",
        "Nobody is told of its monitors until Tue 2026-11-24 07:00, Europe/Dublin: for them the night is still one.",
      ],
    ],
    [
      "after waking within its hours",
      "wake",
      "2026-11-24T12:00:00Z",
      ["It sleeps again by itself: Tue 2026-11-24 20:00, Europe/Dublin."],
    ],
    [
      "after a night that begins early: its monitors don't know of it",
      "sleep",
      "2026-11-24T12:29:30Z",
      [
        "It wakes again by itself: Wed 2026-11-25 06:00, Europe/Dublin.",
        "People are told of its monitors until Tue 2026-11-24 20:00, Europe/Dublin. To keep them quiet:",
        '  ./gantry mute staging --for 7h31m --why "put to sleep by hand"',
      ],
    ],
    [
      "after a sleep that its waking was to end",
      "sleep",
      "2026-11-24T06:30:00Z",
      [
        "It wakes again by itself: Wed 2026-11-25 06:00, Europe/Dublin.",
        "People are told of its monitors from Tue 2026-11-24 07:00, Europe/Dublin on, until Tue 2026-11-24 20:00, Europe/Dublin. To keep them quiet:",
        '  ./gantry mute staging --for 13h30m --why "put to sleep by hand"',
      ],
    ],
    [
      "after a weekend's work",
      "sleep",
      "2026-11-21T12:00:00Z",
      ["It wakes again by itself: Tue 2026-11-24 06:00, Europe/Dublin."],
    ],
  ])("is said %s", (_, to, at, lines) => {
    expect(outlook(to, at).lines).toEqual(lines);
  });

  it("is told to programs", () => {
    expect(outlook("wake", "2026-11-21T12:00:00Z").document).toEqual({
      sleepsAt: "2026-11-21T20:00:00.000Z",
      quiet: true,
    });
    expect(outlook("sleep", "2026-11-24T12:00:00Z").document).toEqual({
      wakesAt: "2026-11-25T06:00:00.000Z",
      quiet: false,
    });
  });

  it("isn't known where the configuration has no hours any more, or opens on no day", () => {
    expect(outlookOf("staging", undefined, "wake", new Date())).toEqual({
      lines: ["The configuration gives it no hours any more: the clock that it was deployed with turns it."],
      document: {},
    });
    const closed = { ...office, days: [] };
    expect(outlookOf("staging", closed, "sleep", new Date("2026-11-21T12:00:00Z")).lines).toEqual([
      "No day within a year wakes it.",
    ]);
  });
});
