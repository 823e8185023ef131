import { type ClusterReport, capacityReport } from "../../environments/capacity/report.js";
import { arithmeticText, besideTexts, headroomRows, shortfallTexts } from "../../environments/capacity/text.js";
import { loadConfiguration } from "../../environments/index.js";
import type { EnvironmentConfig } from "../../environments/schema/environment.js";
import { defineCommand } from "../arguments/command.js";
import { JSON_OUTPUT } from "../arguments/common.js";
import { EXIT } from "../exit.js";
import { columns, count } from "../terminal/text.js";

export default defineCommand({
  usage: "fit [NAME…]",
  summary:
    "Whether the services of the named environments, or of all, fit on their instances, and how far they can grow.",
  details: [
    "Computed from the configuration alone. A deployment, one at a time, is counted on top of what always runs.",
    "Growth is judged by three factors: deployed for 1.5× the present tasks (the fewest instances), implemented for 3× (the most), designed for 20× (so many more instances).",
  ],
  examples: ["./gantry fit", "./gantry fit staging --json"],
  names: { min: 0, max: Number.POSITIVE_INFINITY },
  flags: { json: JSON_OUTPUT },
  async run({ names }, { output }) {
    const { environments } = loadConfiguration(names.length === 0 ? undefined : names);
    const reports = environments.map((environment) => ({ environment, clusters: capacityReport(environment) }));
    output.line(reports.flatMap(({ environment, clusters }) => environmentLines(environment, clusters)).join("\n"));
    output.result({
      environments: reports.map(({ environment, clusters }) => ({ name: environment.name, clusters })),
    });
    return EXIT.done;
  },
});

function environmentLines(environment: EnvironmentConfig, reports: readonly ClusterReport[]): readonly string[] {
  const onFargate = Object.keys(environment.clusters).filter((name) => environment.clusters[name]?.on === "fargate");
  return [
    environment.name,
    ...onFargate.map((name) => `  ${name}: on Fargate, no instances to fill`),
    ...reports.flatMap(clusterLines),
  ];
}

/** What the command says of one EC2 cluster. */
export function clusterLines({
  cluster,
  pool,
  network,
  daemons,
  oneOffs,
  minimum,
  maximum,
  holdsFrom,
  headroom,
}: ClusterReport): readonly string[] {
  const fits = [minimum, maximum].flatMap((fit) => [
    `    ${arithmeticText(pool, fit)}`,
    ...shortfallTexts(fit.shortfalls).map((text) => `      no room for ${text}`),
  ]);
  const verdict =
    holdsFrom === undefined ? "not even the most hold all" : `all fits from ${count(holdsFrom, "instance")} on`;
  const table = columns(headroomRows(headroom)).map((line) => `    ${line}`);
  const mode = pool.trunking ? `${network} with trunking` : network;
  return [
    `  ${cluster}: ${pool.count.join(" to ")} × ${pool.types.join(" or ")}, ${mode}, ${verdict}`,
    ...new Set(fits),
    ...besideTexts(daemons, oneOffs).map((text) => `    ${text}`),
    ...table,
  ];
}
