/** Kinds of store that run on classes of instances. */
export type ClassedKind = "postgres" | "mysql" | "aurora-postgres" | "aurora-mysql" | "redis";

const times = (...multiples: readonly number[]) => multiples.map((multiple) => `${multiple}xlarge`);

const SMALL = ["micro", "small", "medium"];
const TO_16 = ["large", "xlarge", ...times(2, 4, 8, 12, 16)];
const TO_24 = [...TO_16, ...times(24)];
const TO_32 = [...TO_24, ...times(32)];
const TO_48 = [...TO_24, ...times(48)];

type Families = Readonly<Record<string, readonly string[]>>;

/**
 * Sizes of each family that RDS offers for MySQL and PostgreSQL.
 * Source: Amazon RDS user guide, "Supported DB engines for DB instance classes".
 */
const RDS: Families = {
  t3: [...SMALL, "large", "xlarge", "2xlarge"],
  t4g: [...SMALL, "large", "xlarge", "2xlarge"],
  m5: TO_24,
  m5d: TO_24,
  m6g: TO_16,
  m6gd: TO_16,
  m6i: TO_32,
  m6id: TO_32,
  m6idn: TO_32,
  m6in: TO_32,
  m7g: TO_16,
  m7gd: TO_16,
  m7i: TO_48,
  m8g: TO_48,
  m8gd: TO_48,
  r5: TO_24,
  r5b: TO_24,
  r5d: TO_24,
  r6g: TO_16,
  r6gd: TO_16,
  r6i: TO_32,
  r6id: TO_32,
  r6idn: TO_32,
  r6in: TO_32,
  r7g: TO_16,
  r7gd: TO_16,
  r7i: TO_48,
  r8g: TO_48,
  r8gd: TO_48,
  x2g: TO_16,
  x2idn: times(16, 24, 32),
  x2iedn: ["xlarge", ...times(2, 4, 8, 16, 24, 32)],
};

/**
 * The same for Aurora, which has no general-purpose instances and no small ones.
 * Source: Amazon Aurora user guide, "Supported DB engines for DB instance classes".
 */
const AURORA: Families = {
  t3: ["medium", "large"],
  t4g: ["medium", "large"],
  r5: TO_24,
  r6g: TO_16,
  r6gd: TO_16,
  r6i: TO_32,
  r6id: TO_32,
  r7g: TO_16,
  r7i: TO_48,
  r8g: TO_48,
  r8gd: TO_48,
  x2g: TO_16,
};

/** Source: Amazon ElastiCache user guide, "Supported node types". */
const ELASTICACHE: Families = {
  t2: SMALL,
  t3: SMALL,
  t4g: SMALL,
  m5: ["large", "xlarge", ...times(2, 4, 12, 24)],
  m6g: TO_16,
  m7g: TO_16,
  r5: ["large", "xlarge", ...times(2, 4, 12, 24)],
  r6g: TO_16,
  r7g: TO_16,
  c7gn: TO_16,
};

const CLASSES: Readonly<Record<ClassedKind, { readonly prefix: "db" | "cache"; readonly families: Families }>> = {
  postgres: { prefix: "db", families: RDS },
  mysql: { prefix: "db", families: RDS },
  "aurora-postgres": { prefix: "db", families: AURORA },
  "aurora-mysql": { prefix: "db", families: AURORA },
  redis: { prefix: "cache", families: ELASTICACHE },
};

export function isClassed(kind: string): kind is ClassedKind {
  return kind in CLASSES;
}

/**
 * What could be meant instead of a class that doesn't exist for the kind; undefined for one that does.
 *
 * @param size for instance `db.t4g.micro`
 */
export function insteadOf(kind: ClassedKind, size: string): readonly string[] | undefined {
  const { prefix, families } = CLASSES[kind];
  const [, family = "", step = ""] = size.split(".");
  const steps = families[family];
  if (steps === undefined) return Object.keys(families).map((known) => `${prefix}.${known}.*`);
  return steps.includes(step) ? undefined : steps.map((known) => `${prefix}.${family}.${known}`);
}

/**
 * Classes on which MySQL has no Performance Insights: too little memory for its Performance Schema.
 * Source: Amazon RDS and Aurora user guides, "DB engine, Region, and instance class support for Performance Insights".
 */
const WITHOUT_INSIGHTS: Readonly<Record<string, RegExp>> = {
  mysql: /^db\.(t2|t3|t4g)\.(micro|small)$/,
  "aurora-mysql": /^db\.(t2\..*|t3\..*|t4g\.(micro|small))$/,
};

/** Whether a database of that size can have Performance Insights; a serverless one, of which the size is a range, can. */
export function hasInsights(kind: string, size: unknown): boolean {
  return typeof size !== "string" || WITHOUT_INSIGHTS[kind]?.test(size) !== true;
}
