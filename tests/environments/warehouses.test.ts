import { describe, expect, it } from "vitest";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";
import { withWarehouse } from "../support/security.js";

const PATH = "staging.stores.figures";
const problems = (changes: Changes = {}) => problemsAfter({ ...withWarehouse, ...changes });
const sized = (size: object) =>
  problems({ [PATH]: { baseCapacityRpu: 8, maxCapacityRpu: 1024, ...size } }).map(({ path = "", what }) => [
    path.slice(PATH.length + 1),
    what,
  ]);

describe("a warehouse", () => {
  it("is accepted with its capacities, and alerts at its limit unless it says otherwise", () => {
    expect(problems()).toEqual([]);
    const [, staging] = configuration(withWarehouse).environments;
    expect(staging?.stores["figures"]).toMatchObject({ limit: { rpuHours: 20, per: "day", reached: "alert" } });
  });

  it("loads from buckets of the catalogue", () => {
    expect(problems({ "catalogue.stores.figures.loads": ["documents", "main", "lake"] })).toMatchObject(
      ["main", "lake"].map((value, index) => ({
        path: `catalogue.stores.figures.loads.${index + 1}`,
        what: "is no bucket of the catalogue",
        value,
        allowed: "documents",
      })),
    );
  });

  it("needs three zones", () => {
    expect(problems({ "staging.network.zones": ["a", "b"] })).toEqual([
      {
        path: "staging.network.zones",
        what: "are too few for the warehouse figures: Redshift Serverless takes subnets in 3 zones",
        value: "a, b",
        allowed: "at least 3",
        fix: "add a zone: that only adds subnets, and what is there stays",
      },
    ]);
  });

  it("begins with a capacity that Redshift has", () => {
    expect([4, 8, 504, 512, 544, 1024].flatMap((baseCapacityRpu) => sized({ baseCapacityRpu }))).toEqual([]);
    const what = "must be 4, a multiple of 8 up to 512, or one of 32 up to 1024";
    for (const baseCapacityRpu of [0, 6, 12, 520]) {
      expect(sized({ baseCapacityRpu })).toContainEqual(["baseCapacityRpu", what]);
    }
    expect(sized({ baseCapacityRpu: 2048 })).toContainEqual(["baseCapacityRpu", "is too big"]);
  });

  it("is as large as its region has it", () => {
    const large = { [PATH]: { baseCapacityRpu: 544, maxCapacityRpu: 1024 } };
    expect(problems({ ...large, "staging.region": "eu-north-1" })).toMatchObject([
      { path: `${PATH}.baseCapacityRpu`, what: "is more than eu-north-1 has", value: 544 },
    ]);
  });

  it("grows to no less than it begins with, and no further than Redshift does", () => {
    expect(sized({ baseCapacityRpu: 64, maxCapacityRpu: 32 })).toEqual([
      ["maxCapacityRpu", "is less than what every query begins with"],
    ]);
    expect(sized({ maxCapacityRpu: 6000 })).toEqual([["maxCapacityRpu", "is too big"]]);
    expect(sized({ maxCapacityRpu: 100 })).toEqual([["maxCapacityRpu", "must be 4, or a multiple of 8"]]);
  });
});
