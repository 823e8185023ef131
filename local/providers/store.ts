import { Identifiers } from "./identifiers.js";
import type { ObjectValue } from "./protocol/values.js";

export type Operation = "create" | "read" | "update" | "delete";

export interface Fault {
  readonly type: string;
  readonly operation: Operation;
  readonly message: string;
  readonly times: number;
}

/**
 * The world behind the stand-ins: what the three vendors would hold. It lives as long as the process.
 *
 * Values are kept as Terraform sent them, so that they come back exactly as they went in.
 */
export class Store {
  readonly ids = new Identifiers();
  readonly #resources = new Map<string, Map<string, ObjectValue>>();
  #faults: { readonly fault: Fault; left: number }[] = [];

  get(type: string, id: string): ObjectValue | undefined {
    return this.#resources.get(type)?.get(id);
  }

  /** All resources of a type, oldest first. */
  all(type: string): readonly ObjectValue[] {
    return [...(this.#resources.get(type)?.values() ?? [])];
  }

  find(type: string, matches: (values: ObjectValue) => boolean): ObjectValue | undefined {
    return this.all(type).find(matches);
  }

  put(type: string, id: string, values: ObjectValue): void {
    const ofType = this.#resources.get(type) ?? new Map<string, ObjectValue>();
    this.#resources.set(type, ofType);
    ofType.set(id, values);
  }

  /** @returns whether it was there. */
  delete(type: string, id: string): boolean {
    return this.#resources.get(type)?.delete(id) === true;
  }

  entries(): readonly { readonly type: string; readonly id: string; readonly values: ObjectValue }[] {
    return [...this.#resources].flatMap(([type, ofType]) => [...ofType].map(([id, values]) => ({ type, id, values })));
  }

  fail(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times });
  }

  /** Uses up one fault for the operation and gives its message. */
  takeFault(type: string, operation: Operation): string | undefined {
    const hit = this.#faults.find(({ fault }) => fault.type === type && fault.operation === operation);
    if (hit === undefined) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.#faults = this.#faults.filter((other) => other !== hit);
    return hit.fault.message;
  }

  reset(): void {
    this.#resources.clear();
    this.#faults = [];
    this.ids.reset();
  }
}
