import type { Problem } from "../../../modules/core/errors.js";
import { clustersOf } from "../services/service.js";
import type { Rule } from "./context.js";

const GIB = 1024;
const steps = (from: number, to: number, step: number): number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);

/**
 * Memory in MiB that Fargate sells for each number of CPU units.
 * Source: Amazon ECS developer guide, "Fargate task definition considerations", task CPU and memory.
 */
export const FARGATE_MEMORY_MIB: Readonly<Record<number, readonly number[]>> = {
  256: [512, GIB, 2 * GIB],
  512: steps(GIB, 4 * GIB, GIB),
  1024: steps(2 * GIB, 8 * GIB, GIB),
  2048: steps(4 * GIB, 16 * GIB, GIB),
  4096: steps(8 * GIB, 30 * GIB, GIB),
  8192: steps(16 * GIB, 60 * GIB, 4 * GIB),
  16384: steps(32 * GIB, 120 * GIB, 8 * GIB),
};

export const fargateSizesExist: Rule<"environments"> = ({ environments }) =>
  environments.flatMap(({ parsed: { name, clusters, services } }) =>
    Object.entries(services).flatMap(([service, size]) => {
      // A daemon is on no Fargate of any size, which another rule tells.
      const daemon = "clusters" in size;
      if (daemon || !clustersOf(size).some((cluster) => clusters[cluster]?.on === "fargate")) return [];
      const path = `${name}.services.${service}`;
      return fargateProblems(size, { cpu: `${path}.cpu`, memoryMiB: `${path}.memoryMiB` });
    }),
  );

/**
 * What is wrong with a size that Fargate doesn't sell.
 * @param paths where the two were written
 */
export function fargateProblems(
  { cpu, memoryMiB }: { readonly cpu: number; readonly memoryMiB: number },
  paths: { readonly cpu: string; readonly memoryMiB: string },
): Problem[] {
  const allowed = FARGATE_MEMORY_MIB[cpu];
  if (allowed === undefined) {
    const sold = Object.keys(FARGATE_MEMORY_MIB).join(", ");
    const fix = "choose one of these, then a memory that goes with it";
    return [{ path: paths.cpu, what: "is not sold by Fargate", value: cpu, allowed: sold, fix }];
  }
  if (allowed.includes(memoryMiB)) return [];
  const next = allowed.find((size) => size >= memoryMiB);
  return [
    {
      path: paths.memoryMiB,
      what: `does not go with ${cpu} CPU units on Fargate`,
      value: memoryMiB,
      allowed: span(allowed),
      fix: next === undefined ? "raise cpu" : `take ${next}`,
    },
  ];
}

function span(sizes: readonly number[]): string {
  const [first = 0, second = first] = sizes;
  return sizes.length <= 4 ? sizes.join(", ") : `${first} to ${sizes.at(-1)} in steps of ${second - first}`;
}
