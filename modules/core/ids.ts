/**
 * What the world calls things, as part of a construct's id. Ids are API: what these make of a name must never change.
 */

/** An address range: `203.0.113.0/24` is `203-0-113-0-24`. */
export function rangeInId(range: string): string {
  return range.replaceAll(/[.:/]/g, "-");
}

/** A name with slashes, which no id may have: `alias/payments` is `alias:payments`. */
export function pathInId(path: string): string {
  return path.replaceAll("/", ":");
}
