import { describe, expect, it } from "vitest";
import { optionsFrom } from "./options.js";
import { PARTS } from "./parts/index.js";

describe("the options of the benchmark", () => {
  it("mean every part when none is named", () => {
    expect(optionsFrom([])).toEqual({ parts: Object.keys(PARTS), json: false });
  });

  it("take parts, a number of runs and the output for machines", () => {
    expect(optionsFrom(["synth", "--runs", "3", "--json"])).toEqual({ parts: ["synth"], runs: 3, json: true });
  });

  it("reject an unknown part and name the parts", () => {
    expect(() => optionsFrom(["speed"])).toThrow(/there is no part named speed\n {2}allowed: synth, growth/);
  });

  it.each(["0", "51", "2.5", "many"])("reject %s runs", (runs) => {
    expect(() => optionsFrom(["--runs", runs])).toThrow(/--runs is no number of runs/);
  });

  it("reject an unknown option and show the usage", () => {
    expect(() => optionsFrom(["--fast"])).toThrow(/'--fast'(.|\n)*npm run bench --/);
  });
});
