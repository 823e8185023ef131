import { GantryError } from "./errors.js";
import type { CapacityShare } from "./refs/clusters.js";

/**
 * What Terraform hands to the command that runs a migration: `modules/aws` writes it into the graph, and the command
 * reads what it has become at the time of the apply. It holds no secret, as it stands in the state.
 */
export interface MigrationOrder {
  readonly environment: string;
  readonly service: string;
  readonly account: string;
  readonly region: string;
  readonly cluster: string;
  /** ARN of the revision to run. */
  readonly taskDefinition: string;
  readonly capacity: readonly CapacityShare[];
  /** @default - the instances' own network */
  readonly network?: { readonly subnets: readonly string[]; readonly securityGroups: readonly string[] };
  readonly timeoutSeconds: number;
}

/** The variable in which the command finds the order, as JSON. */
export const MIGRATION_VARIABLE = "GANTRY_MIGRATION";

/** The variable that names the folder of the repository to a provisioner that doesn't run below it. */
export const ROOT_VARIABLE = "GANTRY_ROOT";

const TEXTS = ["environment", "service", "account", "region", "cluster", "taskDefinition"] as const;

/**
 * Reads an order.
 * @throws GantryError when it is none
 */
export function readMigrationOrder(text: string): MigrationOrder {
  const order = parseObject(text);
  const missing = [
    ...TEXTS.filter((key) => typeof order[key] !== "string" || order[key] === ""),
    ...(Array.isArray(order["capacity"]) ? [] : ["capacity"]),
    ...(typeof order["timeoutSeconds"] === "number" ? [] : ["timeoutSeconds"]),
  ];
  if (missing.length === 0) return order as unknown as MigrationOrder;
  throw new GantryError({
    path: MIGRATION_VARIABLE,
    what: `lacks ${missing.join(", ")}`,
    fix: "./gantry deploy writes and hands over the order; a synth of this repository and a deploy of another don't mix",
  });
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told below, with what would have been right.
  }
  throw new GantryError({ path: MIGRATION_VARIABLE, what: "is no migration's order", allowed: "one JSON object" });
}
