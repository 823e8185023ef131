/**
 * The release of a version, which AWS calls its major version: `16` of PostgreSQL 16.8, `8.4` of MySQL 8.4.5. All
 * versions of one release take the same parameters.
 *
 * @param engine as the catalogue or as RDS calls it, for instance `aurora-postgres` or `mysql`
 */
export function releaseOf(engine: string, version: string): string {
  return version
    .split(".")
    .slice(0, engine.includes("postgres") ? 1 : 2)
    .join(".");
}

/** Whether the first of two versions of one engine is the older one. */
export function isOlder(version: string, than: string): boolean {
  const [a = [], b = []] = [version, than].map((one) => (one.match(/\d+/g) ?? []).map(Number));
  const differs = Array.from({ length: Math.max(a.length, b.length) }, (_, index) => (a[index] ?? 0) - (b[index] ?? 0));
  return (differs.find((difference) => difference !== 0) ?? 0) < 0;
}
