import { describe, expect, it } from "vitest";
import { longestGapMinutes } from "../../../../modules/core/monitoring/longest-gap.js";

const HOUR = 60;
const DAY = 24 * HOUR;

describe("the longest gap of a schedule", () => {
  it.each<readonly [string, number]>([
    ["rate(15 minutes)", 15],
    ["rate(1 hour)", HOUR],
    ["rate(2 days)", 2 * DAY],
    ["cron(0 6 * * ? *)", DAY],
    ["cron(0 6 ? * MON-FRI *)", 3 * DAY],
    ["cron(0 6,18 ? * MON-FRI *)", 2.5 * DAY],
    ["cron(0/15 * * * ? *)", 15],
    ["cron(0/15 9-17 * * ? *)", 15 * HOUR + 15],
    ["cron(30 2 ? * 1 *)", 7 * DAY],
    ["cron(30 2 ? * 2#1 *)", 35 * DAY],
    ["cron(30 2 ? * 6L *)", 35 * DAY],
    ["cron(0 0 1 * ? *)", 31 * DAY],
    ["cron(0 0 L * ? *)", 31 * DAY],
    ["cron(0 0 1 JAN ? *)", 366 * DAY],
    ["cron(0 0 LW * ? *)", 33 * DAY],
    ["cron(0 0 15W * ? *)", 32 * DAY],
  ])("of %s is %d minutes", (schedule, minutes) => {
    expect(longestGapMinutes(schedule)).toBe(minutes);
  });

  it.each(["at(2027-01-31T06:00:00)", "cron(0 6 * * ? 2027)"])("isn't known of %s, which ends", (schedule) => {
    expect(longestGapMinutes(schedule)).toBeUndefined();
  });
});
