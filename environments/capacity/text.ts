import type { Fit, Occasion, Shortfall } from "./fit.js";
import { GROWTH, type Headroom, type Stage, type StageCover } from "./headroom.js";
import type { InstancePool } from "./load.js";
import type { Lack } from "./placement.js";
import type { Remedy } from "./remedies.js";

const OCCASIONS: Readonly<Record<Occasion, (name: string, tasks: number) => string>> = {
  daemon: (name, tasks) => `${name} on ${tasks} of its instances`,
  running: (name, tasks) => `${number(tasks, "task")} of ${name}`,
  rollout: (name, tasks) => `${number(tasks, "more task")} of ${name} while it is deployed`,
  "one-off": (name) => `the one-off task of ${name}`,
};

/** Who finds no room and what is missing: `the one-off task of api: 256 MiB needed, 147 free, 109 missing`. */
export function shortfallText({ name, occasion, tasks, lacks }: Shortfall): string {
  const why = lacks.length === 0 ? "there is no instance" : lacks.map(lackText).join("; ");
  return `${OCCASIONS[occasion](name, tasks)}: ${why}`;
}

function lackText({ resource, needed, free, missing }: Lack): string {
  const unit = resource === "memoryMiB" ? " MiB of memory" : resource === "cpu" ? " CPU units" : "";
  if (resource === "port") return `its host port is taken on every instance (${missing} missing)`;
  if (resource === "networkInterfaces") return `needs a network interface, none is free on an instance`;
  return `needs ${needed}${unit}, ${Math.max(0, free)} at most are free on one instance, ${missing} are missing`;
}

/** The sum behind a verdict: `2 × t3.micro offer 915 MiB, 2048 CPU units, 1 task interface each; …`. */
export function arithmeticText({ types }: InstancePool, { instances, capacity, reserved, tasks }: Fit): string {
  const each = `${capacity.memoryMiB} MiB, ${capacity.cpu} CPU units and ${number(capacity.networkInterfaces, "task interface")}`;
  const total = capacity.memoryMiB * instances;
  return `${instances} × ${types.join(" or ")} offer ${each} each; ${number(tasks, "task")} reserve ${reserved.memoryMiB} of ${total} MiB`;
}

/** What to do, in terms of the configuration's settings. */
export function remedyText(remedy: Remedy): string {
  if (remedy.kind === "instances") return `run ${remedy.count} instances`;
  if (remedy.kind === "types") return `take ${remedy.types.join(" or ")}`;
  if (remedy.kind === "trunking") return "turn ENI trunking on";
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
