import { describe, expect, it } from "vitest";
import {
  findInstanceType,
  INSTANCE_TYPES,
  nextSize,
  registeredMemoryMiB,
  taskInterfaces,
} from "../../../environments/capacity/instance-types.js";

import { architectureOf } from "../../../environments/schema/clusters/instance-families.js";

const type = (name: string) => {
  const found = findInstanceType(name);
  if (found === undefined) throw new Error(`${name} is not in the table`);
  return found;
};

describe("the table of instance types", () => {
  it("has each type once, and each family from small to large", () => {
    const names = INSTANCE_TYPES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const steps = INSTANCE_TYPES.map((one) => [one, nextSize(one)] as const).filter(([, next]) => next !== undefined);
    expect(steps.filter(([one, next]) => (next?.memoryMiB ?? 0) !== 2 * one.memoryMiB)).toEqual([]);
  });

  it("knows types of families that ECS clusters may take", () => {
    expect(INSTANCE_TYPES.filter(({ name }) => architectureOf(name) === undefined)).toEqual([]);
  });

  // From the AWS pages that the table names.
  it.each([
    ["t3.micro", 2, 1024, 1, 1],
    ["t3a.small", 2, 2048, 1, 1],
    ["t4g.small", 2, 2048, 2, 2],
    ["m7g.medium", 1, 4096, 1, 4],
    ["m6i.large", 2, 8192, 2, 10],
    ["c7i.xlarge", 4, 8192, 3, 20],
    ["r7g.2xlarge", 8, 65536, 3, 40],
    ["m7i.4xlarge", 16, 65536, 7, 60],
  ])("knows %s", (name, vcpus, memoryMiB, tasks, trunked) => {
    const one = type(name);
    expect(one).toMatchObject({ vcpus, memoryMiB });
    expect([taskInterfaces(one, false), taskInterfaces(one, true)]).toEqual([tasks, trunked]);
  });

  it("ends where nothing is known", () => {
    expect(nextSize(type("t3.micro"))?.name).toBe("t3.small");
    expect(nextSize(type("t3.2xlarge"))).toBeUndefined();
    expect(findInstanceType("x9.huge")).toBeUndefined();
  });

  it("counts on less memory than is sold, and on no more than AWS's own example registers", () => {
    const large = type("m7i.large");
    expect(registeredMemoryMiB(large)).toBe(7545);
    expect(registeredMemoryMiB(large)).toBeLessThan(7985);
    expect(registeredMemoryMiB(type("t3.micro"))).toBe(915);
  });
});
