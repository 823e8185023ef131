import { BURNS, type Burn, burnRate, OBJECTIVES, type ObjectiveRow } from "../../modules/core/monitoring/objectives.js";
import { type Priority, RENOTIFY_MINUTES, type Row } from "../../modules/core/monitoring/row.js";
import { type MonitoredKind, rowsOf } from "../../modules/core/monitoring/table.js";

/** What has monitors, in the order in which people look for it, and what to know of all of its. */
const KINDS: Readonly<Record<MonitoredKind, string>> = {
  web: "Services behind the load balancer. `oom` where Datadog's agent runs on the instances.",
  internal: "Services that others call. `errors`, `latency` and `targets` where a load balancer stands before them.",
  worker: "Services that work off a queue. The levels of `age` are multiples of `acceptableDelaySeconds`.",
  cron: "Tasks that the clock starts. `long` where there's a `timeoutSeconds`, `missed` where the clock starts it at all.",
  daemon: "One task on every instance. `instances` for each of its clusters.",
  postgres: "Databases on RDS.",
  mysql: "Databases on RDS.",
  "aurora-postgres": "Clusters, instance by instance. `replication` with readers; `capacity` for serverless ones.",
  "aurora-mysql": "Clusters, instance by instance. `replication` with readers; `capacity` for serverless ones.",
  redis: "Node by node.",
  queue: "What its worker doesn't see to.",
  bucket: "Once a day, as S3 tells it.",
  files: "File systems on EFS.",
  warehouse: "None: CloudWatch watches it.",
  cluster: "Clusters on EC2. `disk` and `agent` where Datadog's agent runs on the instances.",
  environment: "What its services share: load balancers, the way out, connections to other networks, the certificate.",
};

const REPEATS = ([1, 2, 3, 4, 5] as const).map((priority: Priority) => {
  const minutes = RENOTIFY_MINUTES[priority];
  return `${priority}: ${minutes === undefined ? "never" : minutes < 1440 ? `every ${minutes / 60} h` : "every day"}`;
});

/** Every monitor that there can be and everything that is promised, from the tables alone. */
export function tableDocument(): readonly string[] {
  return [
    "# Monitors and objectives that come by themselves",
    "",
    "Written by `./gantry monitors --table > docs/monitors.md` from the tables in `modules/core/monitoring/`; a test holds it against them. What a running environment has, with queries and people: `./gantry monitors staging`.",
    "",
    "Of all of them:",
    '- A warning tells those of the environment\'s alert route whom a warning concerns, an alert those whom an alert does; each hears of the end of what it was told of. An ended one has passed the level after "until".',
    `- An alert that goes on is told again, by priority: ${REPEATS.join(", ")}. A warning is told once.`,
    "- No data is no alert: a metric that CloudWatch sends late, or not at all while nothing happens, wakes nobody. Where silence itself is the sign (`missed`, `traffic`, `stalled`), it counts as 0. What comes from CloudWatch is judged 15 minutes late, once it's complete.",
    "- A new instance, node or task is judged once it has settled, where each is judged by itself.",
    "- All carry the tags `env`, `organization`, `managed-by`, their service, store, cluster or environment, and `monitor` with their name.",
    "",
    "## Monitors",
    "",
    ...(Object.keys(KINDS) as MonitoredKind[]).flatMap(sectionOf),
    "## Objectives",
    "",
    "What is promised of a service: counted in protected environments, or where one says `objectives: true`.",
    "",
    ...Object.entries(OBJECTIVES).flatMap(([kind, rows]) => promisesOf(kind, rows)),
    "### How fast a budget may burn",
    "",
    "Both windows must burn that fast. A warning at half the rate.",
    "",
    "| Rate | Windows | 7 days | 30 days | 90 days | Priority | Why |",
    "|---|---|---|---|---|---|---|",
    ...Object.entries(BURNS).map(([name, burn]) => burnLine(name, burn)),
  ];
}

function sectionOf(kind: MonitoredKind): readonly string[] {
  const rows = Object.entries(rowsOf(kind)).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `### ${kind}`,
    "",
    KINDS[kind],
    "",
    ...(rows.length === 0
      ? []
      : [
          "| Monitor | Warns | Alerts | Over | Priority | Why |",
          "|---|---|---|---|---|---|",
          ...rows.map(([name, row]) => line(name, row)),
          "",
        ]),
  ];
}

function line(name: string, row: Row): string {
  const { warning, warningRecovery, critical, criticalRecovery, aggregate, window, ahead, priority, reason } = row;
  const over = ahead === true ? `${aggregate}, the next ${window}` : `${aggregate}, ${window}`;
  return rowOf([
    `\`${name}\``,
    level(row, warning, warningRecovery),
    level(row, critical, criticalRecovery),
    over,
    priority,
    reason,
  ]);
}

function level({ comparator, unit }: Row, value: number, end: number | undefined): string {
  return `${comparator} ${value} ${unit}${end === undefined ? "" : `, until ${end}`}`;
}

function promisesOf(kind: string, rows: Readonly<Record<string, ObjectiveRow>>): readonly string[] {
  const promises = Object.entries(rows);
  if (promises.length === 0) return [];
  return [
    `### Of ${kind}`,
    "",
    "| Objective | Target | Yellow below | Over | Counts | Burn rates told of | Why |",
    "|---|---|---|---|---|---|---|",
    ...promises.map(([name, { target, warning, days, counts, burns, reason }]) =>
      rowOf([
        `\`${name}\``,
        `${target} %`,
        `${warning} %`,
        `${days} days`,
        counts === "minutes" ? "five minutes" : counts,
        burns.length === 0 ? "none" : burns.join(", "),
        reason,
      ]),
    ),
    "",
  ];
}

function burnLine(name: string, burn: Burn): string {
  const rates = ([7, 30, 90] as const).map((days) => `> ${burnRate(burn, days)} ×`);
  return rowOf([name, `${burn.long} and ${burn.short}`, ...rates, burn.priority, burn.reason]);
}

function rowOf(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
}
