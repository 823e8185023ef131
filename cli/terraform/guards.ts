import { guardsOf } from "../../modules/core/lifecycle.js";
import type { PlanJson } from "./plan-json.js";

/** The guards of one type, and the resources that they stand on. */
export interface Guarded {
  readonly type: string;
  readonly addresses: readonly string[];
  /** As Terraform calls them: `deletion_protection`, `prevent_destroy`. */
  readonly guards: readonly string[];
}

const typeOf = (address: string): string => address.split(".")[0] ?? "";

/** What guards these resources while they are protected, by type; nothing of those that have no guard. */
export function guardsOn(addresses: readonly string[]): readonly Guarded[] {
  return [...new Set(addresses.map(typeOf))]
    .toSorted()
    .map((type) => ({
      type,
      addresses: addresses.filter((address) => typeOf(address) === type).toSorted(),
      guards: namesOf(type),
    }))
    .filter(({ guards }) => guards.length > 0);
}

/** What a plan takes its guards from: all that stays of a stack that was deployed protected and won't be any more. */
export function guardsThatFall({ output_changes, resource_changes }: PlanJson): readonly Guarded[] {
  const { before, after } = output_changes?.["lifecycle"] ?? {};
  if (before !== "protected" || after === "protected") return [];
  const standing = (resource_changes ?? []).filter(
    ({ mode, change: { actions } }) => mode === "managed" && !actions.includes("create") && !actions.includes("delete"),
  );
  return guardsOn(standing.map(({ address }) => address));
}

/** The name of a final snapshot is no guard beside the one that asks for it. */
function namesOf(type: string): readonly string[] {
  return Object.keys(guardsOf(type, "protected", type))
    .map((path) => path.split(".").at(-1) ?? path)
    .filter((guard) => guard !== "final_snapshot_identifier" || type === "aws_elasticache_replication_group");
}
