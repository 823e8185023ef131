import { describe, expect, it } from "vitest";
import type { Row } from "../measure/contenders.js";
import { ratioGoal } from "./section.js";
import { table } from "./table.js";

const row = (name: string, ...wall: readonly number[]): Row => ({
  name,
  runs: wall.map((wallSeconds) => ({ wallSeconds, cpuSeconds: 1, peakMiB: 100 })),
});

describe("ratioGoal", () => {
  it("compares medians, so that one slow run decides nothing", () => {
    const goal = ratioGoal("a tenth", 1 / 10, "wallSeconds", [row("ours", 1, 1, 9), row("theirs", 20, 20, 20)]);
    expect(goal).toEqual({ promise: "a tenth", measured: "1/20.0", met: true });
  });

  it("misses a goal by any measure above the limit", () => {
    expect(ratioGoal("no more", 1, "wallSeconds", [row("ours", 1.01), row("theirs", 1)]).met).toBe(false);
  });
});

describe("table", () => {
  const section = {
    title: "Synth",
    rows: [row("x".repeat(48), 1, 2, 3), row("y", 100, 2000, 100)],
    goals: [{ promise: "p".repeat(66), measured: "1/1000.0", met: false }],
  };

  it("fits 100 columns", () => {
    for (const line of table([section]).split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("shows median, least and most of the runs, and what was missed", () => {
    expect(table([section])).toContain("2.00 (1.00 – 3.00)");
    expect(table([section])).toMatch(/^MISSED {2}p+ 1\/1000\.0$/m);
  });
});
