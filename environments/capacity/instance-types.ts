import { AGENT_RESERVED_MEMORY_MIB, PLATFORM_MEMORY_SHARE } from "./reserve.js";

/** What an EC2 instance type offers to ECS. Its architecture follows from its family: `schema/instance-families.ts`. */
export interface InstanceType {
  readonly name: string;
  readonly vcpus: number;
  /** Memory as EC2 sells it; ECS registers less: `registeredMemoryMiB`. */
  readonly memoryMiB: number;
  /** Network interfaces that can be attached, the instance's own among them. */
  readonly networkInterfaces: number;
  /** Tasks in `awsvpc` mode with ENI trunking; absent where ECS doesn't support trunking. */
  readonly trunkedTasks?: number;
}

type Row = readonly [size: string, vcpus: number, gib: number, networkInterfaces: number, trunkedTasks?: number];

/**
 * Sources: "Amazon EC2 instance types" (vCPUs, memory), EC2 user guide "Elastic network interfaces"
 * (interfaces per instance type), ECS developer guide "Supported instances for increased Amazon ECS
 * container network interfaces" (task limits with trunking; no burstable type is on that list).
 */
const BURSTABLE: readonly Row[] = [
  ["nano", 2, 0.5, 2],
  ["micro", 2, 1, 2],
  ["small", 2, 2, 3],
  ["medium", 2, 4, 3],
  ["large", 2, 8, 3],
  ["xlarge", 4, 16, 4],
  ["2xlarge", 8, 32, 4],
];

/** `t3a.small` is the one size whose interfaces differ from its siblings'. */
const BURSTABLE_AMD: readonly Row[] = BURSTABLE.map((row) => (row[0] === "small" ? ["small", 2, 2, 2] : row));

/** From the fifth generation on, families without extra networking differ in nothing but memory. */
const sizes = (gibPerVcpu: number): readonly Row[] => [
  ["large", 2, 2 * gibPerVcpu, 3, 10],
  ["xlarge", 4, 4 * gibPerVcpu, 4, 20],
  ["2xlarge", 8, 8 * gibPerVcpu, 4, 40],
  ["4xlarge", 16, 16 * gibPerVcpu, 8, 60],
];

/** Graviton families, and AMD's of the seventh generation, begin one size below. */
const sizesFromMedium = (gibPerVcpu: number): readonly Row[] => [["medium", 1, gibPerVcpu, 2, 4], ...sizes(gibPerVcpu)];

const FAMILIES: readonly (readonly [families: readonly string[], rows: readonly Row[]])[] = [
  [["t3", "t4g"], BURSTABLE],
  [["t3a"], BURSTABLE_AMD],
  [["m5", "m5a", "m5ad", "m5d", "m6a", "m6i", "m6id", "m7i"], sizes(4)],
  [["m6g", "m6gd", "m7a", "m7g", "m7gd", "m8g"], sizesFromMedium(4)],
  [["c5", "c5a", "c5ad", "c5d", "c6a", "c6i", "c6id", "c7i"], sizes(2)],
  [["c6g", "c6gd", "c7a", "c7g", "c7gd", "c8g"], sizesFromMedium(2)],
  [["r5", "r5a", "r5ad", "r5d", "r6a", "r6i", "r6id", "r7i"], sizes(8)],
  [["r6g", "r6gd", "r7a", "r7g", "r7gd", "r8g"], sizesFromMedium(8)],
];

/** Every type whose capacity is known, by family and from small to large. */
export const INSTANCE_TYPES: readonly InstanceType[] = FAMILIES.flatMap(([families, rows]) =>
  families.flatMap((family) =>
    rows.map(([size, vcpus, gib, networkInterfaces, trunkedTasks]) => ({
      name: `${family}.${size}`,
      vcpus,
      memoryMiB: gib * 1024,
      networkInterfaces,
      ...(trunkedTasks === undefined ? {} : { trunkedTasks }),
    })),
  ),
);

/** @returns undefined when the table doesn't have the type */
export function findInstanceType(name: string): InstanceType | undefined {
  return INSTANCE_TYPES.find((type) => type.name === name);
}

/** The next size of the same family that has more memory. @returns undefined at the end of the table */
export function nextSize({ name, memoryMiB }: InstanceType): InstanceType | undefined {
  const [family = ""] = name.split(".");
  return INSTANCE_TYPES.find((other) => other.name.startsWith(`${family}.`) && other.memoryMiB > memoryMiB);
}

/** Memory in MiB that tasks can reserve on one instance. */
export function registeredMemoryMiB({ memoryMiB }: InstanceType): number {
  return Math.floor(memoryMiB * (1 - PLATFORM_MEMORY_SHARE)) - AGENT_RESERVED_MEMORY_MIB;
}

/** CPU units that ECS registers: all of them. */
export function registeredCpu({ vcpus }: InstanceType): number {
  return vcpus * 1024;
}

/** Tasks in `awsvpc` mode that one instance takes; without trunking its own interface is subtracted. */
export function taskInterfaces({ networkInterfaces, trunkedTasks }: InstanceType, trunking: boolean): number {
  return trunking && trunkedTasks !== undefined ? trunkedTasks : networkInterfaces - 1;
}
