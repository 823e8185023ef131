import { type Problem, Refusal } from "../protocol/diagnostics.js";
import { type ObjectValue, textOf } from "../protocol/values.js";
import type { Operation, Store } from "../store.js";
import type { Parent, Vendor } from "../vendors/types.js";
import { View } from "../vendors/view.js";
import { type ResourceType, settle } from "./apply.js";

/** The vendor's rules that need no more than the configuration. @throws Refusal with every problem. */
export function checkRules(type: ResourceType, values: ObjectValue): void {
  const view = new View(values);
  refuse((type.kind?.rules ?? []).flatMap((rule) => rule(view)));
}

/**
 * Creates or updates.
 *
 * @returns the state as the vendor would give it back.
 * @throws Refusal with every problem.
 */
export function write(type: ResourceType, change: Change, store: Store): ObjectValue {
  const { prior, planned, config } = change;
  const id = prior === null ? undefined : idOf(prior);
  failIfAsked(type, prior === null ? "create" : "update", store);
  if (id !== undefined && store.get(type.name, id) === undefined) throw Refusal.of(type.vendor.notFound(type.name, id));
  checkRules(type, config);
  const view = new View(planned);
  refuse([
    ...missingParent(type, view, store),
    ...(type.kind?.worldRules ?? []).flatMap((rule) => rule(view, store, id)),
  ]);
  const settled = settle(type, planned, id, store, new Date());
  const taken = id === undefined && type.kind?.singleton !== true && store.get(type.name, idOf(settled)) !== undefined;
  if (taken) throw Refusal.of(`409 ${type.name} ${idOf(settled)} already exists`, "Import it, or choose another name.");
  store.put(type.name, idOf(settled), settled);
  return settled;
}

export interface Change {
  /** Null to create. */
  readonly prior: ObjectValue | null;
  readonly planned: ObjectValue;
  /** What the user wrote, for the vendor's rules; by now all of it is known. */
  readonly config: ObjectValue;
}

/** Deletes; what is already gone is no error, as in the real providers. @throws Refusal. */
export function erase(type: ResourceType, prior: ObjectValue, store: Store): void {
  failIfAsked(type, "delete", store);
  const id = idOf(prior);
  const current = store.get(type.name, id);
  if (current === undefined) return;
  // Settings of Terraform alone, such as `stop_before_destroy`, are in its state only.
  const view = new View({ ...current, ...pick(prior, type.kind?.unread ?? []) });
  refuse((type.kind?.deleteRules ?? []).flatMap((rule) => rule(view, store, id)));
  discard(type.name, id, type.vendor, store);
}

/** The vendor's present view of a resource that Terraform knows, or null when it is gone. @throws Refusal. */
export function refresh(type: ResourceType, current: ObjectValue, store: Store): ObjectValue | null {
  failIfAsked(type, "read", store);
  const found = store.get(type.name, idOf(current));
  if (found === undefined) return null;
  return { ...found, ...pick(current, type.kind?.unread ?? []) };
}

/** What `terraform import` starts from: everything but what the vendor never gives back. @throws Refusal. */
export function importResource(type: ResourceType, importId: string, store: Store): ObjectValue {
  failIfAsked(type, "read", store);
  const find = type.kind?.importing;
  const found = find === undefined ? store.get(type.name, importId) : find(importId, store);
  if (found === undefined)
    throw Refusal.of(
      type.vendor.notFound(type.name, importId),
      `There is no ${type.name} with the import id ${JSON.stringify(importId)}.`,
    );
  return { ...found, ...Object.fromEntries((type.kind?.unread ?? []).map((name) => [name, null])) };
}

/** A resource's id. @throws when it is empty, as the attribute is that it would come from. */
export function idOf(values: ObjectValue): string {
  const id = textOf(values["id"]);
  if (id === "") throw Refusal.of("The resource has no id: the attribute that names it is empty.");
  return id;
}

/** The vendor's answer when what the resource belongs to isn't there. */
function missingParent(type: ResourceType, view: View, store: Store): readonly Problem[] {
  const parent = type.kind?.parent;
  const reference = parent === undefined ? undefined : view.text(parent.attribute);
  if (parent === undefined || reference === undefined || findParent(parent, reference, store) !== undefined) return [];
  return [view.problem(parent.attribute, parent.missing(reference), `There is no ${parent.type} ${reference}.`)];
}

function findParent(parent: Parent, reference: string, store: Store): ObjectValue | undefined {
  return parent.find?.(store, reference) ?? store.get(parent.type, reference);
}

/** Deletes a resource and all that belongs to it, as a vendor does. */
export function discard(name: string, id: string, vendor: Vendor, store: Store): void {
  const doomed = store.get(name, id);
  for (const [childName, { parent }] of Object.entries(vendor.kinds)) {
    if (doomed === undefined || parent?.type !== name) continue;
    for (const child of store.all(childName)) {
      const mine = findParent(parent, textOf(child[parent.attribute]), store) === doomed;
      if (mine) discard(childName, idOf(child), vendor, store);
    }
  }
  store.delete(name, id);
}

function failIfAsked(type: ResourceType, operation: Operation, store: Store): void {
  const message = store.takeFault(type.name, operation);
  if (message !== undefined) throw Refusal.of(message);
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refusal(problems);
}

function pick(values: ObjectValue, names: readonly string[]): ObjectValue {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}
