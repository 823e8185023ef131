import { Refusal } from "../protocol/diagnostics.js";
import type { ObjectValue } from "../protocol/values.js";
import type { Operation, Store } from "../store.js";
import { View } from "../vendors/view.js";
import { type ResourceType, settle } from "./apply.js";

/** The vendor's rules that need no more than the configuration. @throws Refusal with every problem. */
export function checkRules(type: ResourceType, values: ObjectValue): void {
  const view = new View(values);
  refuse((type.kind?.rules ?? []).flatMap((rule) => rule(view)));
}

/** Creates or updates. @returns the state as the vendor would give it back. @throws Refusal. */
export function write(type: ResourceType, prior: ObjectValue | null, planned: ObjectValue, store: Store): ObjectValue {
  const id = prior === null ? undefined : idOf(prior);
  failIfAsked(type, prior === null ? "create" : "update", store);
  if (id !== undefined && store.get(type.name, id) === undefined) throw Refusal.of(type.vendor.notFound(type.name, id));
  const view = new View(planned);
  const problems = [
    ...(type.kind?.rules ?? []).flatMap((rule) => rule(view)),
    ...(type.kind?.worldRules ?? []).flatMap((rule) => rule(view, store, id)),
  ];
  refuse(problems);
  const settled = settle(type, planned, id, store, new Date());
  store.put(type.name, idOf(settled), settled);
  return settled;
}

/** Deletes; what is already gone is no error, as in the real providers. @throws Refusal. */
export function erase(type: ResourceType, prior: ObjectValue, store: Store): void {
  failIfAsked(type, "delete", store);
  const id = idOf(prior);
  const current = store.get(type.name, id);
  if (current === undefined) return;
  const view = new View({ ...current, ...settings(prior, current) });
  refuse((type.kind?.deleteRules ?? []).flatMap((rule) => rule(view, store, id)));
  store.delete(type.name, id);
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
  const found = type.kind?.importing?.(importId, store) ?? store.get(type.name, importId);
  if (found === undefined)
    throw Refusal.of(
      type.vendor.notFound(type.name, importId),
      `There is no ${type.name} with the import id ${JSON.stringify(importId)}.`,
    );
  return { ...found, ...Object.fromEntries((type.kind?.unread ?? []).map((name) => [name, null])) };
}

/** The id in a state. @throws when there is none, which only a broken state file can bring about. */
export function idOf(values: ObjectValue): string {
  const id = values["id"];
  if (id === null || id === undefined || (typeof id === "object" && !("text" in id)))
    throw new Error("The state holds a resource without an id.");
  return String(id);
}

function failIfAsked(type: ResourceType, operation: Operation, store: Store): void {
  const message = store.takeFault(type.name, operation);
  if (message !== undefined) throw Refusal.of(message);
}

function refuse(problems: ConstructorParameters<typeof Refusal>[0]): void {
  if (problems.length > 0) throw new Refusal(problems);
}

/** Settings of Terraform alone, such as `stop_before_destroy`, are as the state has them, not the world. */
function settings(prior: ObjectValue, current: ObjectValue): ObjectValue {
  return Object.fromEntries(Object.entries(prior).filter(([name]) => current[name] === null));
}

function pick(values: ObjectValue, names: readonly string[]): ObjectValue {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}
