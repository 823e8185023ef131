import { z } from "zod";

/** What a route may lead to: a wider range would take the way to the internet with it. */
const WIDEST_ROUTE = 8;

/** A range of another network, to which a route leads. */
export const remoteRange = z
  .cidrv4({ error: "must be an IPv4 range in CIDR notation, for instance 10.60.0.0/16", abort: true })
  .refine((range) => prefixOf(range) >= WIDEST_ROUTE, {
    error: `must be a /${WIDEST_ROUTE} or smaller: a route to more would take the way to the internet`,
    abort: true,
  })
  .refine(beginsAtItsSize, { error: "must begin at a multiple of its size: for a /16 the last two numbers are 0" });

export function prefixOf(range: string): number {
  return Number(range.split("/")[1]);
}

/** First address of a range as an unsigned number. */
export function baseOf(range: string): number {
  const [address = ""] = range.split("/");
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Whether the bits behind the prefix are all zero, as AWS asks of a range. */
export function beginsAtItsSize(range: string): boolean {
  return baseOf(range) % sizeOf(range) === 0;
}

/** Whether two ranges share an address. */
export function overlap(a: string, b: string): boolean {
  return baseOf(a) < baseOf(b) + sizeOf(b) && baseOf(b) < baseOf(a) + sizeOf(a);
}

function sizeOf(range: string): number {
  return 2 ** (32 - prefixOf(range));
}
