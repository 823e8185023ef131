/** What is brought over. */
export interface TableChoice {
  /** `schema.table`, `%` for any characters. */
  readonly tables: readonly string[];
  readonly except: readonly string[];
}

/** A schema that is called otherwise on the other side. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/**
 * The rules of a task, numbered in their order: what it takes, and what that is called where it arrives.
 * Source: AWS DMS user guide, "Using table mapping to specify task settings".
 */
export function tableMappings({ tables, except }: TableChoice, renaming?: Renaming): string {
  const selections = [
    ...tables.map((table) => ["include", table] as const),
    ...except.map((table) => ["exclude", table] as const),
  ].map(([action, table]) => {
    const [schema = "", name = ""] = table.split(".");
    return {
      "rule-type": "selection",
      "object-locator": { "schema-name": schema, "table-name": name },
      "rule-action": action,
    };
  });
  const transformations =
    renaming === undefined
      ? []
      : [
          {
            "rule-type": "transformation",
            "rule-target": "schema",
            "object-locator": { "schema-name": renaming.from },
            "rule-action": "rename",
            value: renaming.to,
          },
        ];
  const rules = [...selections, ...transformations].map((rule, index) => ({
    "rule-id": String(index + 1),
    "rule-name": `${rule["rule-action"]}-${index + 1}`,
    ...rule,
  }));
  return JSON.stringify({ rules });
}

/**
 * What the one schema of the tables becomes in the store: MySQL's schema is the database, which services know by the
 * name that the catalogue gives it.
 *
 * @returns undefined where it's called so already, and where there are several, which keep their names
 */
export function renamingInto(database: string, { tables }: TableChoice): Renaming | undefined {
  const [from, ...others] = new Set(tables.map((table) => table.split(".")[0] ?? ""));
  if (from === undefined || others.length > 0 || from.includes("%") || from === database) return undefined;
  return { from, to: database };
}

/** The same tables as they are called once they have been renamed. */
export function renamed({ tables, except }: TableChoice, { from, to }: Renaming): TableChoice {
  const rename = (table: string) => (table.startsWith(`${from}.`) ? `${to}${table.slice(from.length)}` : table);
  return { tables: tables.map(rename), except: except.map(rename) };
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
