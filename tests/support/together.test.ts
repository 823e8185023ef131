import { describe, expect, it } from "vitest";
import { together } from "./together.js";

describe("blocks of changes together", () => {
  it("join the lists and merge the records of those that write the same", () => {
    expect(
      together({
        stores: { "catalogue.services.api.stores": ["main", "cache"], "staging.edge": { logs: {} } },
        tasks: { "catalogue.services.api.stores": ["main", "uploads"], "staging.edge": { ramp: { to: 10 } } },
      }),
    ).toEqual({
      "catalogue.services.api.stores": ["main", "cache", "uploads"],
      "staging.edge": { logs: {}, ramp: { to: 10 } },
    });
  });

  it("put what lies below another's path into it, whichever came first", () => {
    const blocks = {
      calls: { "catalogue.services.api.calls": ["admin"] },
      task: { "catalogue.services.api": { port: 8080, calls: ["search"] } },
    };
    expect(together(blocks)).toEqual({ "catalogue.services.api": { port: 8080, calls: ["search", "admin"] } });
  });

  it("are refused where they disagree", () => {
    expect(() =>
      together({ one: { "staging.network.nat": "none" }, two: { "staging.network.nat": "single" } }),
    ).toThrow('staging.network.nat is "single" in the block two, and "none" in one before it');
  });
});
