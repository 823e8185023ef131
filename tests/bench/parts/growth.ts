import { join } from "node:path";
import { alternate, type Contender, type Row } from "../measure/contenders.js";
import { median, ratioGoal, type Section } from "../report/section.js";
import { app } from "./app.js";
import type { Bench } from "./part.js";

const RUNS = 3;
const COUNTS = [1, 10, 100] as const;

/** Ten times the environments in at most this many times the time: linear, with room for noise. */
const TIME_PER_TENFOLD = 11;
const PEAK_MIB = 300;

/** Synthesizes more and more whole environments in one process. */
export async function growth(bench: Bench): Promise<readonly Section[]> {
  const { runs = RUNS } = bench;
  const rows = await alternate({ ...bench, runs, contenders: COUNTS.map((count) => contender(bench, count)) });
  const [one, ten, hundred] = rows as [Row, Row, Row];
  const peak = median(hundred, "peakMiB");
  return [
    {
      title: "Synth of more and more environments",
      rows,
      goals: [
        ratioGoal("10 environments: at most 11 times the time of 1", TIME_PER_TENFOLD, "wallSeconds", [ten, one]),
        ratioGoal("100 environments: at most 11 times the time of 10", TIME_PER_TENFOLD, "wallSeconds", [hundred, ten]),
        {
          promise: `100 environments: at most ${PEAK_MIB} MiB`,
          measured: `${peak.toFixed(0)} MiB`,
          met: peak <= PEAK_MIB,
        },
      ],
    },
  ];
}

function contender({ root, scratch }: Bench, count: number): Contender {
  const names = Array.from({ length: count }, (_, index) => `review-${index + 1}`);
  return app(
    `${count} review ${count === 1 ? "environment" : "environments"}`,
    root,
    names,
    join(scratch, `growth-${count}`),
  );
}
