import { describe, expect, it } from "vitest";
import { GantryError, describe as render } from "../../../modules/core/errors.js";

describe("an error", () => {
  const problem = {
    path: "staging.services.api.memoryMiB",
    what: "does not go with 256 CPU units on Fargate",
    value: 600,
    allowed: "512, 1024, 2048",
    fix: "take 1024",
  };

  it("says what, the value, what is allowed and how to mend it", () => {
    expect(render(problem).split("\n")).toEqual([
      "staging.services.api.memoryMiB does not go with 256 CPU units on Fargate",
      "  value:   600",
      "  allowed: 512, 1024, 2048",
      "  fix:     take 1024",
    ]);
  });

  it("leaves out what isn't known", () => {
    expect(render({ what: "there is no stack named qa" })).toBe("there is no stack named qa");
  });

  it.each<readonly [unknown, string]>([
    ["text", "text"],
    [["a", 1], '["a",1]'],
    [{ a: null }, '{"a":null}'],
    [false, "false"],
    [null, "null"],
    [Symbol("s"), "Symbol(s)"],
  ])("shows the value %o", (value, shown) => {
    expect(render({ what: "is wrong", value })).toBe(`is wrong\n  value:   ${shown}`);
  });

  it("carries every problem, and all of them in its message", () => {
    const error = new GantryError([problem, { what: "is missing", path: "staging.alerts" }]);
    expect(error.problems).toHaveLength(2);
    expect(error.message.split("\n").filter((line) => !line.startsWith(" "))).toEqual([
      "staging.services.api.memoryMiB does not go with 256 CPU units on Fargate",
      "staging.alerts is missing",
    ]);
  });

  it("failed, unless a guard refused; and keeps its cause", () => {
    const cause = new Error("socket");
    expect(new GantryError(problem).outcome).toBe("failed");
    expect(new GantryError(problem, { outcome: "refused", cause })).toMatchObject({ outcome: "refused", cause });
    expect(new GantryError(problem)).not.toHaveProperty("cause");
  });
});
