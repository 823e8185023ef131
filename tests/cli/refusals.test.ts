import { describe, expect, it } from "vitest";
import { agree } from "../../cli/operations/agreement.js";
import { PLAIN } from "../../cli/terminal/style.js";
import { summarize } from "../../cli/terraform/changes.js";
import { renderPlan } from "../../cli/terraform/summary.js";

const database = (before: object, after: object) =>
  summarize(
    "production",
    {
      resource_changes: [
        {
          address: "aws_db_instance.main",
          mode: "managed",
          type: "aws_db_instance",
          change: { actions: ["update"], before, after },
        },
      ],
    },
    new Set(["aws_db_instance"]),
  );

const version = (engine: string, from: string, to: string, more = {}) =>
  database({ engine, engine_version: from }, { engine, engine_version: to, ...more }).refusals;

/** Of 400 GiB that may grow, where that changes. */
const ceiling = (was: number, wanted: number) =>
  database(
    { allocated_storage: 400, max_allocated_storage: was },
    { allocated_storage: 400, max_allocated_storage: wanted },
  ).refusals;

describe("what AWS would refuse half-way", () => {
  it.each([
    ["postgres", "16.8", "17.4", "17"],
    ["aurora-postgresql", "15.7", "16.6", "16"],
    ["mysql", "8.0.42", "8.4.5", "8.4"],
  ])("is another release of %s that nobody has permitted", (engine, from, to, release) => {
    expect(version(engine, from, to)).toEqual([
      {
        path: "production: aws_db_instance.main",
        what: "would go to another release, and nobody has said that it may",
        value: `${from} → ${to}`,
        fix: `write upgradeTo: "${release}" into the store's size in this environment and deploy that alone, or hold version: "${from}" there`,
      },
    ]);
    expect(version(engine, from, to, { allow_major_version_upgrade: true })).toEqual([]);
  });

  it.each([
    ["postgres", "16.6", "16.8"],
    ["mysql", "8.4.4", "8.4.5"],
    ["aurora-mysql", "8.0.mysql_aurora.3.08.0", "8.0.mysql_aurora.3.10.0"],
  ])("is no later version of the same release of %s", (engine, from, to) => {
    expect(version(engine, from, to)).toEqual([]);
  });

  it.each([
    ["postgres", "16.10", "16.9"],
    ["postgres", "17.4", "16.8"],
    ["aurora-mysql", "8.0.mysql_aurora.3.10.0", "8.0.mysql_aurora.3.08.0"],
  ])("is an older version of %s, permitted or not", (engine, from, to) => {
    const refused = [{ what: expect.stringContaining("never does") as string, value: `${from} → ${to}` }];
    expect(version(engine, from, to)).toMatchObject(refused);
    expect(version(engine, from, to, { allow_major_version_upgrade: true })).toMatchObject(refused);
  });

  it("is a ceiling that storage has passed already, or has come near to", () => {
    expect(ceiling(1200, 300)).toMatchObject([{ value: 300, allowed: "at least 440" }]);
    expect(ceiling(1200, 440)).toEqual([]);
    expect(ceiling(410, 410)).toEqual([]);
  });

  it("is shown, and keeps the plan from being applied", async () => {
    const plan = database(
      { engine: "postgres", engine_version: "16.8" },
      { engine: "postgres", engine_version: "17.4" },
    );
    expect(renderPlan(plan, PLAIN).slice(1, 4)).toEqual([
      "",
      "  AWS would refuse, so that nothing of this can be deployed:",
      "      production: aws_db_instance.main would go to another release, and nobody has said that it may",
    ]);
    const nobody = { available: false, confirm: () => Promise.reject(new Error("asked")) };
    await expect(agree(plan, { yes: true, allowed: [] }, nobody)).rejects.toMatchObject({ outcome: "refused" });
  });
});
