import type { Problem } from "../../modules/core/errors.js";
import { type AttributeChange, changedAttributes } from "./attributes.js";
import { type Guarded, guardsThatFall } from "./guards.js";
import type { ChangeJson, PlanJson, ResourceChangeJson } from "./plan-json.js";
import { refusalsOf } from "./refusals.js";

export type Action = "create" | "update" | "replace" | "delete" | "move" | "import" | "forget";

/** What a plan would do to one resource. */
export interface Change {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** Whether losing it loses data. */
  readonly stateful: boolean;
  /** What changes in it, secrets masked. Empty for what is made or goes as a whole. */
  readonly attributes: readonly AttributeChange[];
  /** Attributes that force a replacement: `engine_version`. */
  readonly replacedFor: readonly string[];
  /** Why Terraform chose the action, in its own word, such as `replace_because_tainted`. @default - no special reason */
  readonly reason?: string;
  /** @default - it has not moved */
  readonly movedFrom?: string;
}

/** Something that was changed behind Terraform's back and that the plan would put right. */
export interface Drift {
  readonly address: string;
  readonly kind: "changed" | "gone";
  readonly attributes: readonly AttributeChange[];
}

/** A plan, reduced to what people and guards decide on. */
export interface PlanSummary {
  readonly stack: string;
  /** Stateful first, then what goes, what is replaced, what changes, what is made; by address. */
  readonly changes: readonly Change[];
  readonly drift: readonly Drift[];
  /** What would no longer be protected, and which guards fall. */
  readonly unguarded: readonly Guarded[];
  /** What AWS would refuse half-way. */
  readonly refusals: readonly Problem[];
  readonly outputs: readonly AttributeChange[];
}

const ORDER: readonly Action[] = ["delete", "replace", "update", "move", "import", "forget", "create"];

/**
 * Reads a plan.
 * @param statefulTypes the types whose loss loses data
 */
export function summarize(stack: string, plan: PlanJson, statefulTypes: ReadonlySet<string>): PlanSummary {
  const changes = (plan.resource_changes ?? [])
    .flatMap((resource) => {
      const action = resource.mode === "managed" ? actionOf(resource) : undefined;
      return action === undefined ? [] : [toChange(resource, action, statefulTypes.has(resource.type))];
    })
    .sort(byWeight);
  const outputs = Object.entries(plan.output_changes ?? {}).flatMap(([name, change]) => outputChange(name, change));
  const [drift, unguarded] = [driftThatMatters(plan, changes), guardsThatFall(plan)];
  return { stack, changes, drift, unguarded, refusals: refusalsOf(stack, plan), outputs };
}

/** Whether applying the plan would change anything. */
export function hasChanges({ changes, outputs }: PlanSummary): boolean {
  return changes.length > 0 || outputs.length > 0;
}

/**
 * What a plan would take away that holds data: the things that somebody has to agree to by name. What Terraform never
 * finished making holds none, and is made again.
 */
export function losses(plan: PlanSummary): readonly Change[] {
  return plan.changes.filter(isLoss);
}

function isLoss({ stateful, action, reason }: Change): boolean {
  return stateful && (action === "delete" || (action === "replace" && reason !== "replace_because_tainted"));
}

function actionOf({ change, address, previous_address }: ResourceChangeJson): Action | undefined {
  const { actions, importing } = change;
  if (actions.includes("create") && actions.includes("delete")) return "replace";
  if (actions.includes("delete")) return "delete";
  if (actions.includes("forget")) return "forget";
  if (importing !== undefined) return "import";
  if (actions.includes("create")) return "create";
  if (actions.includes("update")) return "update";
  return previous_address !== undefined && previous_address !== address ? "move" : undefined;
}

function toChange(resource: ResourceChangeJson, action: Action, stateful: boolean): Change {
  const { address, type, change, action_reason, previous_address } = resource;
  const whole = action === "create" || action === "delete";
  return {
    address,
    type,
    action,
    stateful,
    attributes: whole ? [] : changedAttributes(change),
    replacedFor: [...new Set((change.replace_paths ?? []).map((path) => path.join(".")))].sort(),
    ...(action_reason === undefined ? {} : { reason: action_reason }),
    ...(previous_address === undefined || previous_address === address ? {} : { movedFrom: previous_address }),
  };
}

function byWeight(a: Change, b: Change): number {
  return (
    Number(isLoss(b)) - Number(isLoss(a)) ||
    ORDER.indexOf(a.action) - ORDER.indexOf(b.action) ||
    Number(b.stateful) - Number(a.stateful) ||
    a.address.localeCompare(b.address)
  );
}

/**
 * Providers report many values that moved by themselves (a count, a date, rules kept in resources of their own).
 * Drift is what the plan answers: a value that it sets again, or a thing that it makes again.
 */
function driftThatMatters(plan: PlanJson, changes: readonly Change[]): readonly Drift[] {
  const drifted = (plan.resource_drift ?? []).filter(
    ({ mode, change }) => mode === "managed" && !change.actions.includes("no-op"),
  );
  return drifted
    .flatMap(({ address, change }): readonly Drift[] => {
      const answer = changes.find((one) => one.address === address || one.movedFrom === address);
      if (answer === undefined) return [];
      if (change.actions.includes("delete")) return [{ address, kind: "gone", attributes: [] }];
      const known = answer.attributes.filter(({ unknown }) => !unknown).map(({ path }) => path);
      const set = new Set((answer.action === "replace" ? answer.replacedFor : known).map(topLevel));
      const attributes = changedAttributes(change).filter(({ path }) => set.has(topLevel(path)));
      return attributes.length === 0 ? [] : [{ address, kind: "changed", attributes }];
    })
    .sort((a, b) => a.address.localeCompare(b.address));
}

function topLevel(path: string): string {
  return path.split(".")[0] ?? path;
}

function outputChange(name: string, change: ChangeJson): readonly AttributeChange[] {
  if (change.actions.every((action) => action === "no-op")) return [];
  const wrapped = (value: unknown) => (value === undefined || value === null ? {} : { [name]: value });
  return changedAttributes({
    actions: change.actions,
    before: wrapped(change.before),
    after: wrapped(change.after),
    after_unknown: wrapped(change.after_unknown),
    before_sensitive: wrapped(change.before_sensitive),
    after_sensitive: wrapped(change.after_sensitive),
  });
}
