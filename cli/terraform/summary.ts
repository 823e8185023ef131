import { describe } from "../../modules/core/errors.js";
import type { Style } from "../terminal/style.js";
import { count, truncate, truncateBeside } from "../terminal/text.js";
import type { AttributeChange } from "./attributes.js";
import { type Action, type Change, type Drift, hasChanges, losses, type PlanSummary } from "./changes.js";
import type { Guarded } from "./guards.js";

const SIGN: Readonly<Record<Action, string>> = {
  create: "+",
  update: "~",
  replace: "-/+",
  delete: "-",
  move: "→",
  import: "←",
  forget: "×",
};

const PARTICIPLE: Readonly<Record<Action, string>> = {
  create: "to create",
  update: "to change",
  replace: "to replace",
  delete: "to destroy",
  move: "to move",
  import: "to import",
  forget: "to forget",
};

/** Values shown per resource, and resources of one action listed one by one, unless everything is asked for. */
const FEW = 8;
const VALUE_WIDTH = 60;

/** A plan for people: what would be lost comes first, what is merely made comes last and short. */
export function renderPlan(plan: PlanSummary, style: Style, full = false): readonly string[] {
  const lines = [`${style.strong(plan.stack)}: ${headline(plan)}`];
  const lost = losses(plan);
  const rest = plan.changes.filter((change) => !lost.includes(change));
  // A plan that only takes away, as a destroy does, is told by types like one that only makes.
  const short: Action = plan.changes.every(({ action }) => action === "delete") ? "delete" : "create";
  const many = rest.filter(({ action }) => action === short);
  const other = rest.filter(({ action }) => action !== short);
  if (lost.length > 0) {
    lines.push(
      "",
      style.bad("  Holds data and would be lost:"),
      ...lost.flatMap((one) => renderChange(one, style, full)),
    );
  }
  if (plan.refusals.length > 0) {
    lines.push("", style.bad("  AWS would refuse, so that nothing of this can be deployed:"));
    lines.push(...plan.refusals.flatMap((one) => describe(one).split("\n")).map((line) => `      ${line}`));
  }
  if (plan.unguarded.length > 0) {
    lines.push("", style.bad("  Would no longer be protected, so that a destroy takes it away. The guards that fall:"));
    lines.push(...plan.unguarded.flatMap((one) => renderGuarded(one, full)));
  }
  if (other.length > 0) lines.push("", ...other.flatMap((one) => renderChange(one, style, full)));
  if (many.length > 0) lines.push("", ...renderMany(many, short, style, full));
  if (plan.drift.length > 0) {
    lines.push("", style.caution("  Was changed outside of Terraform, and would be put right:"));
    lines.push(...plan.drift.flatMap((one) => renderDrift(one, style, full)));
  }
  if (plan.outputs.length > 0) lines.push("", "  Outputs:", ...renderAttributes(plan.outputs, style, full));
  return lines;
}

/** `3 to create, 1 to replace`, or that there is nothing to do. */
export function headline(plan: PlanSummary): string {
  if (!hasChanges(plan)) return "no changes";
  const parts = (Object.keys(PARTICIPLE) as Action[])
    .map((action) => [plan.changes.filter((change) => change.action === action).length, action] as const)
    .filter(([amount]) => amount > 0)
    .map(([amount, action]) => `${amount} ${PARTICIPLE[action]}`);
  const drift = plan.drift.length === 0 ? [] : [`${count(plan.drift.length, "resource")} drifted`];
  return [...(parts.length === 0 ? ["only outputs change"] : parts), ...drift].join(", ");
}

function renderChange(change: Change, style: Style, full: boolean): readonly string[] {
  const { address, action, reason, replacedFor, movedFrom, attributes } = change;
  const colour =
    action === "delete" || action === "replace" ? style.bad : action === "update" ? style.caution : style.good;
  const notes = [
    ...(replacedFor.length === 0 ? [] : [`replaced for ${replacedFor.join(", ")}`]),
    ...(reason === undefined || replacedFor.length > 0 ? [] : [explain(reason)]),
    ...(movedFrom === undefined ? [] : [`moved from ${movedFrom}`]),
  ];
  const head = `  ${colour(SIGN[action].padStart(3))} ${address}${notes.length === 0 ? "" : style.faint(`  ${notes.join("; ")}`)}`;
  // What forces a replacement is what a reviewer looks for.
  const forced = (one: AttributeChange) => (replacedFor.some((path) => one.path.startsWith(path)) ? 0 : 1);
  const sorted = [...attributes].sort((a, b) => forced(a) - forced(b) || Number(a.unknown) - Number(b.unknown));
  return [head, ...renderAttributes(sorted, style, full)];
}

/** `aws_db_instance ×2: deletion_protection, prevent_destroy`, or one line for each address. */
function renderGuarded({ type, addresses, guards }: Guarded, full: boolean): readonly string[] {
  const subjects = full ? addresses : [addresses.length === 1 ? type : `${type} ×${addresses.length}`];
  return subjects.map((subject) => `      ${subject}: ${guards.join(", ")}`);
}

/** Terraform's word for why it chose an action, for people. */
function explain(reason: string): string {
  return reason === "replace_because_tainted" ? "its creation never ended" : reason.replaceAll("_", " ");
}

function renderAttributes(attributes: readonly AttributeChange[], style: Style, full: boolean): readonly string[] {
  const shown = full ? attributes : attributes.slice(0, FEW);
  const more = attributes.length - shown.length;
  return [
    ...shown.map((attribute) => `        ${attribute.path}: ${renderValues(attribute, style)}`),
    ...(more === 0 ? [] : [style.faint(`        and ${more} more (--full shows them)`)]),
  ];
}

function renderValues({ before, after, unknown, sensitive }: AttributeChange, style: Style): string {
  if (sensitive) return style.faint("(sensitive)");
  const [left, right] = [text(before), text(after)];
  const now = unknown ? style.faint("(known after apply)") : truncateBeside(right, left, VALUE_WIDTH);
  if (before === undefined) return now;
  return `${unknown ? truncate(left, VALUE_WIDTH) : truncateBeside(left, right, VALUE_WIDTH)} → ${now}`;
}

function text(content: unknown): string {
  return content === undefined ? "(none)" : JSON.stringify(content);
}

function renderMany(many: readonly Change[], action: Action, style: Style, full: boolean): readonly string[] {
  const sign = (action === "create" ? style.good : style.bad)(SIGN[action].padStart(3));
  if (full || many.length <= FEW) return many.map(({ address }) => `  ${sign} ${address}`);
  const types = new Map<string, number>();
  for (const { type } of many) types.set(type, (types.get(type) ?? 0) + 1);
  return [...types].map(([type, amount]) => `  ${sign} ${type}${amount === 1 ? "" : ` ×${amount}`}`);
}

function renderDrift({ address, kind, attributes }: Drift, style: Style, full: boolean): readonly string[] {
  const head = `  ${style.caution(kind === "gone" ? "  !" : "  ~")} ${address}${kind === "gone" ? "  is gone" : ""}`;
  return [head, ...renderAttributes(attributes, style, full)];
}
