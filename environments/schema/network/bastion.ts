import { z } from "zod";
import { slug } from "../primitives.js";
import type { NetworkConfig } from "./network.js";
import { beginsAtItsSize, prefixOf } from "./range.js";

/** The widest that may stand before SSH: a company's range of each kind, and far from the world. */
const WIDEST_V4 = 24;
const WIDEST_V6 = 48;

/** RFC 1918, carrier-grade NAT, loopback, link-local; and what of IPv6 isn't routed on the internet. */
const NOT_PUBLIC =
  /^(0\.|10\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|127\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.)/;
const GLOBAL_V6 = /^[23]/i;

/** A range of the internet from which people come, for instance `203.0.113.7/32` or `2001:db8:1::/48`. */
export const sourceRange = z
  .string()
  .refine((range) => [z.cidrv4(), z.cidrv6()].some((kind) => kind.safeParse(range).success), {
    error: "must be a range in CIDR notation; of one address, 203.0.113.7/32 or 2001:db8::7/128",
    abort: true,
  })
  .refine((range) => prefixOf(range) >= (isV6(range) ? WIDEST_V6 : WIDEST_V4), {
    error: `must be a /${WIDEST_V4} or narrower, of IPv6 a /${WIDEST_V6}: nobody's people are everywhere`,
    abort: true,
  })
  .refine((range) => isV6(range) || beginsAtItsSize(range), {
    error: "must begin at a multiple of its size; of one address, 203.0.113.7/32",
  })
  .refine((range) => (isV6(range) ? GLOBAL_V6.test(range) : !NOT_PUBLIC.test(range)), {
    error: "must be addresses of the internet, where people come from; without any, Session Manager needs none",
  });

export function isV6(range: string): boolean {
  return range.includes(":");
}

/**
 * An instance through which people reach what isn't open to them, for those who want one all the time: about $3 a
 * month. For an hour now and then, `./gantry bastion open` makes one that goes away by itself.
 */
export const bastionSchema = z.strictObject({
  /** Stores and internal services that it leads to. */
  to: z
    .array(slug)
    .min(1, { error: "must name what it leads to" })
    .refine((names) => new Set(names).size === names.length, { error: "names something twice" }),
  /**
   * Ranges from which it's reached by SSH, at an elastic address (about $4 a month).
   * @default none - it has no address, nothing is open, and people come through Session Manager
   */
  from: z
    .array(sourceRange)
    .refine((ranges) => new Set(ranges).size === ranges.length, { error: "names a range twice" })
    .default([]),
  /** A type of the arm64 architecture. @default "t4g.nano" */
  instance: z
    .string()
    .regex(/^[a-z]+\d+g[a-z]*\.[a-z0-9]+$/, { error: "must be an arm64 type, for instance t4g.nano" })
    .default("t4g.nano"),
});

export type BastionConfig = Readonly<z.infer<typeof bastionSchema>>;

/** Something that a bastion can lead to. */
export interface Reachable {
  readonly kind: "store" | "service";
  readonly name: string;
}

/** Stores without a name to connect to: they are reached through AWS's own APIs, or mounted. */
const NOT_REACHED = ["bucket", "queue", "files"];

/**
 * What of a catalogue a bastion can lead to: stores that listen, and internal services but those of Service Connect,
 * whose names only tasks resolve. Where a store and a service share a name, the store is meant.
 */
export function reachableIn({ stores, services }: Shapes): readonly Reachable[] {
  const listening = Object.entries(stores).filter(([, { kind }]) => !NOT_REACHED.includes(kind));
  const internal = Object.entries(services).filter(
    ([name, service]) => service.kind === "internal" && service.over !== "service-connect" && !(name in stores),
  );
  return [
    ...listening.map(([name]) => ({ kind: "store" as const, name })),
    ...internal.map(([name]) => ({ kind: "service" as const, name })),
  ];
}

interface Shapes {
  readonly stores: Readonly<Record<string, { readonly kind: string }>>;
  readonly services: Readonly<Record<string, { readonly kind: string; readonly over?: string }>>;
}

/** How an instance without an address reaches Systems Manager; undefined where it can't. */
export function wayToSessionManager({ nat, endpoints }: Pick<NetworkConfig, "nat" | "endpoints">) {
  if (nat !== "none") return "internet";
  return SESSION_MANAGER.every((one) => endpoints.includes(one)) ? "endpoints" : undefined;
}

/** Source: AWS Systems Manager user guide, "Improve the security of EC2 instances by using VPC endpoints". */
export const SESSION_MANAGER = ["ssm", "ssmmessages"] as const;
