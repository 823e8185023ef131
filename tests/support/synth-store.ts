import type { Construct } from "constructs";
import type { StoreRef } from "../../modules/core/refs/stores.js";
import { type Synthesized, synth } from "./synth.js";

/** A store alone in its stack: what is written of it, and what it offers. */
export function synthStore<Ref extends StoreRef>(
  build: (scope: Construct) => { readonly ref: Ref },
): Synthesized & { readonly ref: Ref } {
  let ref: Ref | undefined;
  const stack = synth((scope) => {
    ref = build(scope).ref;
  });
  if (ref === undefined) throw new Error("a store has a ref");
  return Object.assign(stack, { ref });
}
