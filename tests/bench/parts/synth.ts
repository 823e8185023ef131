import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { alternate, type Row } from "../measure/contenders.js";
import { ratioGoal, type Section } from "../report/section.js";
import { differences } from "../stock/compare.js";
import { STOCK_COMPILER, writeStockProject } from "../stock/project.js";
import type { Bench } from "./part.js";

const ENVIRONMENT = "production";

/** Ours in at most this part of the stock way's time, and of its memory. */
const TIME = 1 / 10;
const MEMORY = 1 / 8;

/** Synthesizes production as this repository does it, and the same sources as `cdktf init` sets them up. */
export async function synth(bench: Bench): Promise<readonly Section[]> {
  const { root, scratch } = bench;
  const stock = join(scratch, "stock");
  const [ourOutput, stockOutput] = [join(scratch, "synth-ours"), join(scratch, "synth-stock")];
  const home = join(scratch, "home");
  mkdirSync(home, { recursive: true });
  writeStockProject(root, stock);
  const rows = await alternate({
    ...bench,
    contenders: [
      {
        name: "node --import tsx main.ts",
        command: {
          line: ["node", "--import", "tsx", "main.ts"],
          directory: root,
          environment: { GANTRY_ENVIRONMENTS: ENVIRONMENT, CDKTF_OUTDIR: ourOutput },
        },
      },
      {
        name: `./gantry synth ${ENVIRONMENT}`,
        command: {
          line: ["./gantry", "synth", ENVIRONMENT],
          directory: root,
          environment: { GANTRY_HOME: home },
        },
      },
      {
        name: "stock: npx ts-node main.ts, index imports",
        command: {
          line: ["npx", "ts-node", "main.ts"],
          directory: stock,
          environment: { ...STOCK_COMPILER, GANTRY_ENVIRONMENTS: ENVIRONMENT, CDKTF_OUTDIR: stockOutput },
        },
      },
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
