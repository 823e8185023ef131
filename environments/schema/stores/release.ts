/** Kinds of store that have releases: all versions of one take the same parameters, and change in place unasked. */
export type ReleasedKind = "postgres" | "mysql" | "aurora-postgres" | "aurora-mysql";

const PARTS: Readonly<Record<ReleasedKind, number>> = {
  postgres: 1,
  "aurora-postgres": 1,
  mysql: 2,
  "aurora-mysql": 2,
};

export function isReleased(kind: string): kind is ReleasedKind {
  return kind in PARTS;
}

/** The release of a version, which AWS calls its major version: `16` of PostgreSQL 16.8, `8.4` of MySQL 8.4.5. */
export function releaseOf(kind: ReleasedKind, version: string): string {
  return version.split(".").slice(0, PARTS[kind]).join(".");
}
