import { describe, expect, it } from "vitest";
import { agree } from "../../cli/operations/agreement.js";
import { COLOURED, PLAIN, styleFor } from "../../cli/terminal/style.js";
import { columns, duration, size, truncate, width } from "../../cli/terminal/text.js";
import type { Change, PlanSummary } from "../../cli/terraform/changes.js";
import { headline, renderPlan } from "../../cli/terraform/summary.js";

const change = (address: string, action: Change["action"], more: Partial<Change> = {}): Change => ({
  address,
  type: address.split(".")[0] ?? "",
  action,
  stateful: false,
  attributes: [],
  replacedFor: [],
  ...more,
});

const plan = (changes: readonly Change[], more: Partial<PlanSummary> = {}): PlanSummary => ({
  stack: "staging",
  changes,
  drift: [],
  unguarded: [],
  refusals: [],
  outputs: [],
  ...more,
});

describe("the summary of a plan", () => {
  it("puts what would be lost before everything else", () => {
    const lines = renderPlan(
      plan([
        change("aws_db_instance.main", "replace", { stateful: true, replacedFor: ["engine_version"] }),
        change("aws_eip.nat", "delete"),
        change("aws_vpc.a", "create"),
      ]),
      PLAIN,
    );
    expect(lines).toEqual([
      "staging: 1 to create, 1 to replace, 1 to destroy",
      "",
      "  Holds data and would be lost:",
      "  -/+ aws_db_instance.main  replaced for engine_version",
      "",
      "    - aws_eip.nat",
      "",
      "    + aws_vpc.a",
    ]);
  });

  it("says that there is nothing to do, that only outputs change, and what has drifted", () => {
    const output = { path: "url", after: "x", unknown: false, sensitive: false };
    expect(headline(plan([]))).toBe("no changes");
    expect(headline(plan([], { outputs: [output] }))).toBe("only outputs change");
    const drift = [{ address: "aws_vpc.a", kind: "gone" as const, attributes: [] }];
    expect(headline(plan([change("aws_vpc.a", "create")], { drift }))).toBe("1 to create, 1 resource drifted");
  });

  it("groups many creations by type unless everything is asked for", () => {
    const many = plan(Array.from({ length: 9 }, (_, index) => change(`aws_subnet.s${index}`, "create")));
    expect(renderPlan(many, PLAIN)).toContain("    + aws_subnet ×9");
    expect(renderPlan(many, PLAIN, true)).toContain("    + aws_subnet.s8");
  });

  it("shows few values of a change, those that force a replacement first, and never a secret", () => {
    const attributes = [
      ...Array.from({ length: 9 }, (_, index) => ({
        path: `a${index}`,
        before: 1,
        after: 2,
        unknown: false,
        sensitive: false,
      })),
      { path: "password", unknown: false, sensitive: true },
      { path: "engine", before: "15", after: "16", unknown: false, sensitive: false },
    ];
    const lines = renderPlan(plan([change("x.y", "replace", { attributes, replacedFor: ["engine"] })]), PLAIN);
    expect(lines[3]).toBe('        engine: "15" → "16"');
    expect(lines.at(-1)).toBe("        and 3 more (--full shows them)");
    expect(renderPlan(plan([change("x.y", "update", { attributes })]), PLAIN, true)).toContain(
      "        password: (sensitive)",
    );
  });
});

describe("the agreement to a plan", () => {
  const nobody = { available: false, confirm: () => Promise.reject(new Error("asked")) };
  const lost = plan([change("aws_db_instance.main", "replace", { stateful: true, replacedFor: ["engine"] })]);

  it("is not given by --yes to what would be lost, and every address is named", async () => {
    await expect(agree(lost, { yes: true, allowed: [] }, nobody)).rejects.toMatchObject({
      outcome: "refused",
      message: expect.stringContaining("--allow-replace aws_db_instance.main") as string,
    });
  });

  it("is given by naming each address", async () => {
    await agree(lost, { yes: true, allowed: ["aws_db_instance.main"] }, nobody);
  });

  it("asks for the name of the stack where somebody can type it", async () => {
    const asked: string[] = [];
    const confirm = async ({ expected }: { expected: string }) => void asked.push(expected);
    await agree(lost, { yes: false, allowed: [] }, { available: true, confirm });
    await agree(plan([change("aws_vpc.a", "create")]), { yes: false, allowed: [] }, { available: true, confirm });
    expect(asked).toEqual(["staging", "yes"]);
  });
});

describe("text", () => {
  it.each([
    [0, "0s"],
    [59.4, "59s"],
    [65, "1m05s"],
    [3600, "1h00m"],
    [90_061, "1d1h"],
    [-5, "0s"],
  ])("says %d seconds as %s", (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it("aligns columns by what is seen, not by colour codes", () => {
    expect(
      columns([
        ["a", "x"],
        [COLOURED.bad("bbb"), "y"],
      ]).map(width),
    ).toEqual([6, 6]);
    expect(truncate("abcdef", 4)).toBe("abc…");
    expect([size(12), size(2048), size(5 * 1024 ** 2)]).toEqual(["12 B", "2 KiB", "5.0 MiB"]);
  });

  it("has colours on a terminal only, and never with NO_COLOR", () => {
    expect(styleFor({ isTTY: true }, {})).toBe(COLOURED);
    expect(styleFor({ isTTY: true }, { NO_COLOR: "1" })).toBe(PLAIN);
    expect(styleFor({ isTTY: true }, { TERM: "dumb" })).toBe(PLAIN);
    expect(styleFor({}, {})).toBe(PLAIN);
  });
});
