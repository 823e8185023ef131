import { measure } from "../measure/command.js";
import { neutral } from "../measure/environment.js";
import { median, type Section } from "../report/section.js";
import type { Bench } from "./part.js";

const SECONDS = 30;

/** Types, lint, boundaries, unit, stack and policy tests, once: what everybody waits for before a commit. */
export async function check({ root, signal, progress }: Bench): Promise<readonly Section[]> {
  progress("npm run check");
  const row = {
    name: "npm run check",
    runs: [
      await measure({ line: ["npm", "run", "check"], directory: root, environment: neutral(process.env) }, signal),
    ],
  };
  const wall = median(row, "wallSeconds");
  return [
    {
      title: "Checks before a commit",
      rows: [row],
      goals: [{ promise: `at most ${SECONDS} s`, measured: `${wall.toFixed(1)} s`, met: wall <= SECONDS }],
    },
  ];
}
