import type { Problem } from "../../../modules/core/errors.js";
import { hasInsights, insteadOf, isClassed } from "../stores/classes.js";
import type { StoreKind, StoreShape } from "../stores/store.js";
import type { Rule } from "./context.js";
import { versionOf, versionProblems } from "./versions.js";
import { windowProblems } from "./windows.js";

/** A store as one environment sizes it, before its size passed the schema of its kind. */
interface Sized {
  readonly path: string;
  readonly shape: StoreShape;
  readonly size: Readonly<Record<string, unknown>>;
  readonly isProtected: boolean;
}

/** What each kind of store is asked beside its schema. */
const CHECKS: readonly ((store: Sized) => Problem[])[] = [
  classesExist,
  insightsExist,
  rangesGrow,
  pausesExist,
  storageGrows,
  shardsNeedClusterMode,
  locksAreKept,
  ({ path, shape, size }) => versionProblems(path, shape, size),
  ({ path, shape, size }) => windowProblems(path, shape.kind, size),
];

/** Every store is of a size that AWS has for its kind. */
export const storesCanBeMade: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, lifecycle, stores } }) =>
    Object.entries(stores).flatMap(([store, size]) => {
      const shape = catalogue.stores[store];
      if (shape === undefined) return [];
      const sized = { path: `${name}.stores.${store}`, shape, size, isProtected: lifecycle === "protected" };
      return CHECKS.flatMap((check) => check(sized));
    }),
  );

const ENGINES: Readonly<Partial<Record<StoreKind, string>>> = {
  postgres: "RDS for PostgreSQL",
  mysql: "RDS for MySQL",
  "aurora-postgres": "Aurora with PostgreSQL",
  "aurora-mysql": "Aurora with MySQL",
  redis: "ElastiCache",
};

function classesExist({ path, shape: { kind }, size: { size } }: Sized): Problem[] {
  if (!isClassed(kind) || typeof size !== "string" || size.split(".").length !== 3) return [];
  const allowed = insteadOf(kind, size);
  if (allowed === undefined) return [];
  return [
    {
      path: `${path}.size`,
      what: `is no class of ${ENGINES[kind]}`,
      value: size,
      allowed: allowed.join(", "),
      fix: "take one of these; a family that AWS has added since goes into environments/schema/stores/classes.ts",
    },
  ];
}

function insightsExist({ path, shape: { kind }, size: { size, insights } }: Sized): Problem[] {
  if (insights !== true || hasInsights(kind, size)) return [];
  return [
    {
      path: `${path}.insights`,
      what: `can't be had on ${String(size)}: MySQL has no Performance Insights there`,
      value: insights,
      fix: "leave it out, or take a larger class",
    },
  ];
}

function rangesGrow({ path, size: { size } }: Sized): Problem[] {
  if (typeof size !== "object" || size === null) return [];
  const { minimum, maximum } = size as { readonly minimum?: unknown; readonly maximum?: unknown };
  if (typeof minimum !== "number" || typeof maximum !== "number" || minimum <= maximum) return [];
  return [
    {
      path: `${path}.size`,
      what: "has a minimum above its maximum",
      value: size,
      fix: `write { minimum: ${maximum}, maximum: ${minimum} }`,
    },
  ];
}

/**
 * The first version of each release that can pause.
 * Source: Amazon Aurora user guide, "Scaling to Zero ACUs with automatic pause and resume".
 */
const PAUSES: Readonly<Partial<Record<StoreKind, readonly (readonly [version: RegExp, least: number])[]>>> = {
  "aurora-postgres": [
    [/^13\.(\d+)$/, 15],
    [/^14\.(\d+)$/, 12],
    [/^15\.(\d+)$/, 7],
    [/^16\.(\d+)$/, 3],
  ],
  "aurora-mysql": [[/^8\.0\.mysql_aurora\.3\.(\d+)\.\d+$/, 8]],
};

function pausesExist({ path, shape, size: written }: Sized): Problem[] {
  const { size } = written;
  const version = versionOf(shape, written);
  if (typeof size !== "object" || size === null || !("minimum" in size) || size.minimum !== 0) return [];
  if (version === undefined) return [];
  const [, least] = PAUSES[shape.kind]?.find(([pattern]) => pattern.test(version)) ?? [];
  const [, minor] = PAUSES[shape.kind]?.flatMap(([pattern]) => version.match(pattern) ?? []) ?? [];
  if (least === undefined || Number(minor) >= least) return [];
  return [
    {
      path: `${path}.size.minimum`,
      what: `would pause it, which Aurora ${version} can't`,
      value: 0,
      allowed: "at least 0.5",
      fix: "write 0.5, or take a later version",
    },
  ];
}

/** RDS refuses a ceiling that is less than a tenth above what there is. Source: its user guide, "storage autoscaling". */
function storageGrows({ path, size: { storageGiB, storageMaximumGiB } }: Sized): Problem[] {
  if (typeof storageGiB !== "number" || typeof storageMaximumGiB !== "number") return [];
  const least = Math.ceil((storageGiB * 11) / 10);
  if (storageMaximumGiB >= least) return [];
  return [
    {
      path: `${path}.storageMaximumGiB`,
      what: "leaves storage no room to grow: RDS asks for a tenth more than there is",
      value: storageMaximumGiB,
      allowed: `at least ${least}`,
      fix: "raise it, or leave it out for three times storageGiB",
    },
  ];
}

function shardsNeedClusterMode({ path, shape, size: { shards } }: Sized): Problem[] {
  if (shape.kind !== "redis" || shape.clusterMode || shards === undefined) return [];
  return [
    {
      path: `${path}.shards`,
      what: "goes with cluster mode, which the catalogue doesn't give this store",
      value: shards,
      fix: "remove it, or add a store with clusterMode: true and move its services there",
    },
  ];
}

/** A bucket whose objects can't be deleted can't be destroyed. */
function locksAreKept({ path, shape: { kind }, size: { lock }, isProtected }: Sized): Problem[] {
  if (kind !== "bucket" || lock === undefined || isProtected) return [];
  return [
    {
      path: `${path}.lock`,
      what: "would keep a disposable environment from being destroyed",
      value: lock,
      fix: "remove it here: a protected environment can have it alone",
    },
  ];
}
