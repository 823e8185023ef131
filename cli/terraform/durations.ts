import { readFileSync, renameSync, writeFileSync } from "node:fs";

/** What is done to one resource in one step. A replacement is two steps. */
export type Step = "create" | "update" | "delete";

/** Seconds that steps take: `aws_db_instance.create` → 310. */
export type Durations = Readonly<Record<string, number>>;

/** What nobody has measured is taken to be quick: slow types are in the tables of usual durations. */
const QUICK_SECONDS = 2;

/** How much a new measurement counts against what was known. */
const WEIGHT = 0.4;

/** The seconds that a step is expected to take. */
export function expected(durations: Durations, type: string, step: Step): number {
  const key = `${type}.${step}`;
  return durations[key] ?? QUICK_SECONDS;
}

/** Durations corrected by what a run measured. */
export function learn(
  durations: Durations,
  measured: readonly { readonly type: string; readonly step: Step; readonly seconds: number }[],
): Durations {
  const learnt: Record<string, number> = { ...durations };
  for (const { type, step, seconds } of measured) {
    const key = `${type}.${step}`;
    const known = learnt[key];
    const corrected = known === undefined ? seconds : known + WEIGHT * (seconds - known);
    learnt[key] = Math.round(corrected * 10) / 10;
  }
  return learnt;
}

/** Reads what former runs measured; a missing or damaged file only means that nothing has been measured yet. */
export function loadDurations(file: string): Durations {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Durations;
  } catch {
    return {};
  }
}

/** Keeps what was measured, in one step, since several runs may end at once. */
export function saveDurations(file: string, durations: Durations): void {
  const sorted = Object.fromEntries(Object.entries(durations).sort(([a], [b]) => a.localeCompare(b)));
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(sorted, null, 2)}\n`);
  renameSync(temporary, file);
}
