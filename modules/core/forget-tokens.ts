// Its parts import one another: only it knows in which order.
import "cdktf";
import { TokenMap } from "cdktf/lib/tokens/private/token-map.js";

/**
 * Marks the tokens that exist, those that modules made while they were loaded. CDKTF 0.21 keeps every token, and with
 * it the constructs that it refers to, for the life of the process. The path and the maps are private to cdktf; the
 * compiler holds that they still exist.
 *
 * @returns forgets the tokens that were made since; what still holds one of them must not be resolved any more
 */
export function markTokens(): () => void {
  const marked = maps().map((map) => new Set<unknown>(map.keys()));
  return () => {
    for (const [index, map] of maps().entries()) {
      for (const key of map.keys()) if (marked[index]?.has(key) !== true) map.delete(key);
    }
  };
}

function maps(): readonly Map<unknown, unknown>[] {
  const tokens = TokenMap.instance();
  return [tokens["stringTokenMap"], tokens["numberTokenMap"]];
}
