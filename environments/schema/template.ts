import type { EnvironmentInput } from "./environment.js";
import { baseOf, prefixOf } from "./network/range.js";

type Shapes = { readonly services: object; readonly stores: object };

/** From what an ephemeral environment is derived: everything but its name, domain and addresses. */
export interface Template<C extends Shapes = Shapes> {
  /** Range of which each environment gets one /20, chosen by its slug. */
  readonly cidrPool: string;
  /** Domain under which each environment gets a name. @default - none: plain HTTP, embedded cloud only */
  readonly domainUnder?: string;
  readonly environment: Omit<EnvironmentInput<C>, "name" | "domain" | "network"> & {
    readonly network: Omit<EnvironmentInput<C>["network"], "cidr">;
  };
}

const SLOT_PREFIX = 20;

/** The environment of that name, for instance `review-42` from the template `review` and the slug `42`. */
export function derive(name: string, slug: string, { cidrPool, domainUnder, environment }: Template): EnvironmentInput {
  return {
    ...environment,
    name,
    ...(domainUnder === undefined ? {} : { domain: `${name}.${domainUnder}` }),
    network: { ...environment.network, cidr: slotOf(slug, cidrPool) },
  };
}

/** Numbers count through the pool, so that neighbouring merge requests never meet; words are hashed. */
function slotOf(slug: string, pool: string): string {
  const slots = 2 ** (SLOT_PREFIX - prefixOf(pool));
  const slot = (/^\d+$/.test(slug) ? Number(slug) : hash(slug)) % slots;
  const base = baseOf(pool) + slot * 2 ** (32 - SLOT_PREFIX);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".")}/${SLOT_PREFIX}`;
}

/** FNV-1a: short, stable over versions of everything. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return value;
}
