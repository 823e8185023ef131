import { isOlder, releaseOf } from "../../environments/schema/stores/release.js";
import type { Problem } from "../../modules/core/errors.js";
import type { PlanJson, ResourceChangeJson } from "./plan-json.js";

type Values = Readonly<Record<string, unknown>>;

/** One resource that is changed in place. */
interface Update {
  readonly path: string;
  readonly before: Values;
  readonly after: Values;
}

const CHECKS: readonly ((update: Update) => readonly Problem[])[] = [versionsGoForward, ceilingsAreAbove];

/** What AWS would refuse half-way through the apply, and what is known of it from the plan alone. */
export function refusalsOf(stack: string, { resource_changes }: PlanJson): readonly Problem[] {
  return (resource_changes ?? []).flatMap(({ address, change: { actions, before, after } }: ResourceChangeJson) => {
    if (actions.length !== 1 || actions[0] !== "update") return [];
    const update = { path: `${stack}: ${address}`, before: (before ?? {}) as Values, after: (after ?? {}) as Values };
    return CHECKS.flatMap((check) => check(update));
  });
}

/**
 * RDS goes to another release only when it is told so, and never back.
 * Source: Amazon RDS API reference, `ModifyDBInstance`, `AllowMajorVersionUpgrade`.
 */
function versionsGoForward({ path, before, after }: Update): readonly Problem[] {
  const [from, to] = [before["engine_version"], after["engine_version"]];
  if (typeof from !== "string" || typeof to !== "string" || from === to) return [];
  const value = `${from} → ${to}`;
  if (isOlder(to, from)) {
    const fix = `set the catalogue's version to ${from}; an older one is had by restoring a snapshot of it beside this`;
    return [{ path, what: "would go back to an older version, which RDS never does", value, fix }];
  }
  const [was, release] = [from, to].map((version) => releaseOf(String(after["engine"]), version));
  if (was === release || after["allow_major_version_upgrade"] === true) return [];
  const fix = `write upgradeTo: "${release}" into the store's size in this environment and deploy that alone, or hold version: "${from}" there`;
  return [{ path, what: "would go to another release, and nobody has said that it may", value, fix }];
}

/** Storage that has grown doesn't shrink, and where it may grow to is a tenth above it at least. */
function ceilingsAreAbove({ path, before, after }: Update): readonly Problem[] {
  const [was, ceiling, storage] = [
    before["max_allocated_storage"],
    after["max_allocated_storage"],
    after["allocated_storage"],
  ];
  if (typeof ceiling !== "number" || typeof storage !== "number" || was === ceiling || ceiling * 10 >= storage * 11) {
    return [];
  }
  return [
    {
      path,
      what: `has grown to ${storage} GiB, and storage never shrinks: RDS refuses a ceiling below a tenth above that`,
      value: ceiling,
      allowed: `at least ${Math.ceil((storage * 11) / 10)}`,
      fix: `write storageGiB: ${storage}, or a storageMaximumGiB that leaves room`,
    },
  ];
}
