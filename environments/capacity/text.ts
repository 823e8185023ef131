import type { Fit, Occasion, Shortfall } from "./fit.js";
import { GROWTH, type Headroom, type Stage, type StageCover } from "./headroom.js";
import type { DaemonLoad, InstancePool, OneOffLoad, TaskSize } from "./load.js";
import type { Lack, Resources } from "./placement.js";
import type { Remedy } from "./remedies.js";

const OCCASIONS: Readonly<Record<Occasion, (name: string, tasks: number) => string>> = {
  daemon: (name, tasks) => `${name} on ${number(tasks, "instance")}`,
  running: (name, tasks) => `${number(tasks, "task")} of ${name}`,
  rollout: (name, tasks) => `${number(tasks, "task")} more of ${name} while it is deployed`,
  migration: (name) => `the migration of ${name}`,
  run: (name) => `a run of ${name}`,
};

/** Who finds no room and why, once for all of whom the same is true. */
export function shortfallTexts(shortfalls: readonly Shortfall[]): readonly string[] {
  const groups = new Map<string, Shortfall[]>();
  for (const shortfall of shortfalls) {
    const { name: _, ...same } = shortfall;
    const key = JSON.stringify(same);
    groups.set(key, [...(groups.get(key) ?? []), shortfall]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { occasion, tasks, lacks } = first;
    const why = lacks.length === 0 ? "there is no instance" : lacks.map(lackText).join("; ");
    const names = group.map(({ name }) => name);
    return [
      `${OCCASIONS[occasion](names.length === 1 ? (names[0] ?? "") : `each of ${names.join(", ")}`, tasks)}: ${why}`,
    ];
  });
}

function lackText({ resource, needed, free, missing }: Lack): string {
  const unit = resource === "memoryMiB" ? " MiB of memory" : resource === "cpu" ? " CPU units" : "";
  if (resource === "port")
    return `needs ${number(needed, "host port")}, the nearest instance has given ${missing} away`;
  if (resource === "instance") return "every instance has one of its tasks already, and takes no second";
  if (resource === "networkInterfaces") return "needs a network interface, the nearest instance has none free";
  return `needs ${needed}${unit}, the nearest instance has ${Math.max(0, free)} free, ${missing} are missing`;
}

/** The sum behind a verdict: `2 × t3.micro offer 915 MiB and 2048 CPU units each; 4 tasks reserve 1024 of …`. */
export function arithmeticText({ types }: InstancePool, { instances, capacity, reserved, tasks }: Fit): string {
  const of = (resource: keyof Resources) => `${reserved[resource]} of ${capacity[resource] * instances}`;
  const interfaces = reserved.networkInterfaces === 0 ? "" : `, ${of("networkInterfaces")} task interfaces`;
  return (
    `${instances} × ${types.join(" or ")} offer ${capacity.memoryMiB} MiB and ${capacity.cpu} CPU units each; ` +
    `${number(tasks, "task")} reserve ${of("memoryMiB")} MiB, ${of("cpu")} CPU units${interfaces}`
  );
}

/** What a cluster must hold beside its services: `beside them, one at a time: the migration of api (256 MiB, …)`. */
export function besideTexts(daemons: readonly DaemonLoad[], oneOffs: readonly OneOffLoad[]): readonly string[] {
  const once = oneOffs.map((task) => `${OCCASIONS[task.occasion](task.name, 1)} ${sizeText(task)}`);
  return [
    ...(daemons.length === 0
      ? []
      : [`on every instance: ${daemons.map((task) => `${task.name} ${sizeText(task)}`).join(", ")}`]),
    ...(once.length === 0 ? [] : [`beside all that runs, one at a time: ${once.join(", ")}`]),
  ];
}

function sizeText({ memoryMiB, cpu }: TaskSize): string {
  return `(${memoryMiB} MiB, ${cpu} CPU units)`;
}

/** What to do, in terms of the configuration's settings. */
export function remedyText(remedy: Remedy): string {
  if (remedy.kind === "instances") return `run ${remedy.count} instances`;
  if (remedy.kind === "types") return `take ${remedy.types.join(" or ")}`;
  if (remedy.kind === "trunking") return "turn ENI trunking on";
  if (remedy.kind === "bridge") return "let tasks share their instance's interface";
  const percents = Object.entries(remedy.services).map(([name, percent]) => `maximum percent ${percent} for ${name}`);
  return `deploy more slowly: ${percents.join(", ")}`;
}

/** Headings and a row per service, as cells of a table. */
export function headroomRows(rows: readonly Headroom[]): readonly (readonly string[])[] {
  const [first] = rows;
  if (first === undefined) return [];
  const stages: readonly Stage[] = ["deploy", "implement", "design"];
  const heading = [
    "service",
    "tasks",
    `on ${number(first.minimum.instances, "instance")}`,
    `on ${number(first.maximum.instances, "instance")}`,
    ...stages.map((stage) => `${GROWTH[stage]}× ${stage}`),
  ];
  const body = rows.map(({ service, tasks, minimum, maximum, stages: covers }) => [
    service,
    String(tasks),
    ...[minimum, maximum].map((cover) => `${cover.tasks} = ${factor(cover.factor)}×`),
    ...stages.map((stage) => stageText(covers[stage])),
  ]);
  return [heading, ...body];
}

function stageText({ covered, instances }: StageCover): string {
  if (instances === undefined) return "no number of instances";
  return covered ? `yes, on ${instances}` : `no, takes ${instances}`;
}

function factor(value: number): string {
  return String(Math.floor(value * 10) / 10);
}

function number(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
