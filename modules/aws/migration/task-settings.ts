/** What is brought over. */
export interface TableChoice {
  /** `schema.table`, `%` for any characters. */
  readonly tables: readonly string[];
  readonly except: readonly string[];
}

/** The rules of selection, numbered in their order. Source: AWS DMS user guide, "Selection rules and actions". */
export function tableMappings({ tables, except }: TableChoice): string {
  const wanted = [
    ...tables.map((table) => ["include", table] as const),
    ...except.map((table) => ["exclude", table] as const),
  ];
  const rules = wanted.map(([action, table], index) => {
    const [schema = "", name = ""] = table.split(".");
    return {
      "rule-type": "selection",
      "rule-id": String(index + 1),
      "rule-name": `${action}-${index + 1}`,
      "object-locator": { "schema-name": schema, "table-name": name },
      "rule-action": action,
    };
  });
  return JSON.stringify({ rules });
}

export interface TaskChoice {
  /** Larger values are cut off. */
  readonly largestLobKiB: number;
  /** Whether every row is compared once it is there. */
  readonly validate: boolean;
}

/**
 * How a task goes about it; what isn't said is as AWS has it. Tables stand already, made by the service's own
 * migrations, and nothing empties them: a task that is started anew by mistake overwrites nothing.
 */
export function taskSettings({ largestLobKiB, validate }: TaskChoice): string {
  return JSON.stringify({
    TargetMetadata: { SupportLobs: true, FullLobMode: false, LimitedSizeLobMode: true, LobMaxSize: largestLobKiB },
    FullLoadSettings: { TargetTablePrepMode: "DO_NOTHING" },
    Logging: { EnableLogging: true },
    ValidationSettings: { EnableValidation: validate },
  });
}
