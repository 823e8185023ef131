import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { alternate, type Contender, type Row } from "../measure/contenders.js";
import { neutral } from "../measure/environment.js";
import { ratioGoal, type Section } from "../report/section.js";
import { differences } from "../stock/compare.js";
import { STOCK_COMPILER, writeStockProject } from "../stock/project.js";
import { app, appCommand } from "./app.js";
import type { Bench } from "./part.js";

const ENVIRONMENT = "production";
const RUNS = 5;

/** Ours in at most this part of the stock way's time, and of its memory. */
const TIME = 1 / 10;
const MEMORY = 1 / 8;

/** Synthesizes production as this repository does it, and the same sources as `cdktf init` sets them up. */
export async function synth(bench: Bench): Promise<readonly Section[]> {
  const { root, scratch, runs = RUNS } = bench;
  const [ourOutput, stockOutput] = [join(scratch, "synth-ours"), join(scratch, "synth-stock")];
  const rows = await alternate({
    ...bench,
    runs,
    contenders: [
      app(appCommand(root), root, [ENVIRONMENT], ourOutput),
      ourCommand(root, join(scratch, "synth-home")),
      stock(root, join(scratch, "stock"), stockOutput),
    ],
  });
  const [ours, , theirs] = rows as [Row, Row, Row];
  const differing = differences(ourOutput, stockOutput);
  return [
    {
      title: `Synth of ${ENVIRONMENT}`,
      rows,
      goals: [
        ratioGoal("time: at most 1/10 of the stock way", TIME, "wallSeconds", [ours, theirs]),
        // On a busy machine the more telling of the two.
        ratioGoal("CPU time: at most 1/10 of the stock way", TIME, "cpuSeconds", [ours, theirs]),
        ratioGoal("memory: at most 1/8 of the stock way", MEMORY, "peakMiB", [ours, theirs]),
        {
          promise: "both write the same stacks, CDKTF's metadata aside",
          measured: differing.length === 0 ? "the same" : differing.join("; "),
          met: differing.length === 0,
        },
      ],
    },
  ];
}

/** Writes the one stack, without the shared ones. */
function ourCommand(root: string, home: string): Contender {
  mkdirSync(home, { recursive: true });
  return {
    name: `./gantry synth ${ENVIRONMENT}`,
    command: () => ({
      line: ["./gantry", "synth", ENVIRONMENT],
      directory: root,
      environment: { ...neutral(process.env), GANTRY_HOME: home },
    }),
  };
}

function stock(root: string, project: string, output: string): Contender {
  writeStockProject(root, project);
  const environment = {
    ...neutral(process.env),
    ...STOCK_COMPILER,
    GANTRY_ENVIRONMENTS: ENVIRONMENT,
    CDKTF_OUTDIR: output,
  };
  return {
    name: "stock: npx ts-node main.ts, index imports",
    command: () => ({ line: ["npx", "ts-node", "main.ts"], directory: project, environment }),
  };
}
