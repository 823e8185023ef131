/** What sets one engine of RDS apart from another. */
export interface Engine {
  /** How RDS calls it. */
  readonly name: "postgres" | "mysql" | "aurora-postgresql" | "aurora-mysql";
  /** How the catalogue calls it. */
  readonly kind: "postgres" | "mysql" | "aurora-postgres" | "aurora-mysql";
  readonly port: number;
  /** The release that a version belongs to, which has parameters of its own: `16.8` → `16`. */
  readonly release: (version: string) => string;
  /** Among them the one that refuses connections without TLS. */
  readonly parameters: Readonly<Record<string, string>>;
  /** By which it keeps a log of changes that others may follow. */
  readonly changeLog: Readonly<Record<string, string>>;
  /** Logs that go to CloudWatch. */
  readonly logs: readonly string[];
}

/** A statement that takes longer is logged. */
const SLOW_SECONDS = 1;

export const POSTGRES_PARAMETERS = {
  log_min_duration_statement: String(SLOW_SECONDS * 1000),
  "rds.force_ssl": "1",
} as const;

/** The log of slow statements goes to CloudWatch from a file alone, not from a table. */
export const MYSQL_PARAMETERS = {
  log_output: "FILE",
  long_query_time: String(SLOW_SECONDS),
  slow_query_log: "1",
} as const;

/** `16.8` → `16`. */
export const firstNumber = (version: string): string => version.split(".")[0] ?? version;

/** `8.4.5` → `8.4`. */
export const firstTwoNumbers = (version: string): string => version.split(".").slice(0, 2).join(".");

export const POSTGRES_CHANGE_LOG = { "rds.logical_replication": "1" } as const;
export const MYSQL_CHANGE_LOG = { binlog_format: "ROW" } as const;

/**
 * The parameters as a parameter group takes them; all of them take effect without a restart but those of the log of
 * changes, which is kept from the next restart on.
 */
export function parametersOf({ parameters, changeLog }: Engine, keepsChangeLog = false) {
  return [...applied(parameters, "immediate"), ...(keepsChangeLog ? applied(changeLog, "pending-reboot") : [])];
}

function applied(parameters: Readonly<Record<string, string>>, applyMethod: string) {
  return Object.entries(parameters).map(([name, value]) => ({ name, value, applyMethod }));
}

/** The family of the parameters of a version: `postgres16`. */
export function familyOf(engine: Engine, version: string): string {
  return `${engine.name}${engine.release(version)}`;
}
