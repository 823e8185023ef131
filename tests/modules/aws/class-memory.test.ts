import { describe, expect, it } from "vitest";
import { capacityOfClass, memoryGiBOf } from "../../../modules/aws/data/relational/class-memory.js";

describe("the memory of a class", () => {
  it.each([
    ["db.t4g.micro", 1],
    ["db.t3.small", 2],
    ["db.t4g.medium", 4],
    ["db.t3.large", 8],
    ["db.m7g.large", 8],
    ["db.m7i.48xlarge", 768],
    ["db.r6g.large", 16],
    ["db.r8g.48xlarge", 1536],
    ["db.x2g.large", 32],
    ["db.x2g.16xlarge", 1024],
    ["db.x2idn.32xlarge", 2048],
    ["db.x2iedn.xlarge", 128],
    ["db.x2iedn.32xlarge", 4096],
  ])("of %s is %i GiB", (size, gib) => {
    expect(memoryGiBOf(size)).toBe(gib);
  });

  it("isn't guessed of a class that isn't known", () => {
    expect(["db.serverless", "db.z9.large", "db.m7g.metal"].map(memoryGiBOf)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(capacityOfClass("postgres", "db.serverless")).toEqual({});
  });
});

describe("the connections that a class permits", () => {
  it.each([
    ["postgres", "db.t4g.micro", 112],
    ["postgres", "db.m7g.large", 901],
    ["postgres", "db.r6g.16xlarge", 5000],
    ["aurora-postgres", "db.r6g.large", 1802],
    ["mysql", "db.t3.small", 170],
    ["mysql", "db.m7g.large", 682],
    ["aurora-mysql", "db.t3.medium", 108],
    ["aurora-mysql", "db.r6g.large", 1069],
    ["aurora-mysql", "db.r6g.xlarge", 2069],
  ])("are, of %s on %s, %i", (kind, size, connections) => {
    expect(capacityOfClass(kind, size).connections).toBe(connections);
  });
});
