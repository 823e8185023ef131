/** Of the small sizes, in GiB, whatever the family. */
const SMALL: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4 };

/** GiB of one `xlarge` by what the family begins with: general-purpose, memory-optimized and larger ones. */
const PER_XLARGE: readonly (readonly [family: RegExp, gib: number])[] = [
  [/^[tm]/, 16],
  [/^r/, 32],
  [/^x2iedn/, 128],
  [/^x/, 64],
];

/**
 * Memory of a class of RDS instances.
 * Source: Amazon RDS user guide, "Hardware specifications for DB instance classes".
 *
 * @param size for instance `db.m7g.large`
 * @returns GiB; undefined for a class that isn't known, for instance a serverless one
 */
export function memoryGiBOf(size: string): number | undefined {
  const [, family = "", step = ""] = size.split(".");
  const small = SMALL[step];
  if (small !== undefined) return small;
  const perXlarge = PER_XLARGE.find(([begins]) => begins.test(family))?.[1];
  const xlarges = step === "large" ? 0.5 : step === "xlarge" ? 1 : Number(/^(\d+)xlarge$/.exec(step)?.[1]);
  return perXlarge === undefined || Number.isNaN(xlarges) ? undefined : perXlarge * xlarges;
}

const GIB = 1024 ** 3;

/** The most that PostgreSQL is given, whatever its memory. */
const MOST_CONNECTIONS = 5000;

/**
 * Connections that RDS permits by default on a class with so much memory. It reckons with what the system leaves of
 * it, which isn't published: the real limit is up to a quarter lower on the smallest classes.
 * Source: Amazon RDS user guide, "Quotas and constraints", and Amazon Aurora user guide, "Maximum connections".
 */
export function connectionsOf(kind: string, memoryGiB: number): number {
  const bytes = memoryGiB * GIB;
  switch (kind) {
    case "mysql":
      return Math.floor(bytes / 12_582_880);
    case "aurora-mysql":
      return Math.floor(Math.max(Math.log2(bytes / 805_306_368) * 45, Math.log2(bytes / 8_187_281_408) * 1000));
    default:
      return Math.min(Math.floor(bytes / 9_531_392), MOST_CONNECTIONS);
  }
}

/** What monitors measure a class by; nothing where its memory isn't known. */
export function capacityOfClass(
  kind: string,
  size: string,
): { readonly memoryGiB: number; readonly connections: number } | Record<string, never> {
  const memoryGiB = memoryGiBOf(size);
  return memoryGiB === undefined ? {} : { memoryGiB, connections: connectionsOf(kind, memoryGiB) };
}
