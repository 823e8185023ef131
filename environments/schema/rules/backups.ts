import type { Problem } from "../../../modules/core/errors.js";
import type { BackupConfig } from "../backup.js";
import type { Catalogue } from "../catalogue.js";
import type { ParsedEnvironment } from "../environment.js";
import type { StoreKind } from "../stores/store.js";
import type { Rule } from "./context.js";

const DATABASES: readonly StoreKind[] = ["postgres", "mysql", "aurora-postgres", "aurora-mysql"];

/** Kinds that AWS Backup saves. Redis has snapshots of its own; messages of a queue are nowhere kept. */
export const SAVED_KINDS: readonly StoreKind[] = [...DATABASES, "files", "bucket"];

/** What cold storage is billed for at least. Source: AWS Backup developer guide, "Backup plan options". */
const LEAST_COLD_DAYS = 90;

const RHYTHMS = ["daily", "weekly", "monthly"] as const;

/** Backups are of what AWS Backup can save, kept as it keeps them, and somebody hears when one fails. */
export const backupsCanBeMade: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed }) => {
    const { name, backup } = parsed;
    if (backup === undefined) return [];
    const path = `${name}.backup`;
    return [
      ...storesAreSaved(path, backup, catalogue),
      ...coldnessPays(path, backup, catalogue),
      ...lockIsKept(path, backup, parsed),
      ...databasesAreAwake(path, backup, parsed, catalogue),
      ...failuresAreHeard(parsed),
    ];
  });

function storesAreSaved(path: string, { stores }: BackupConfig, catalogue: Catalogue): Problem[] {
  const allowed = Object.entries(catalogue.stores).flatMap(([store, { kind }]) =>
    SAVED_KINDS.includes(kind) ? [store] : [],
  );
  return stores.flatMap((value, index) => {
    if (allowed.includes(value)) return [];
    const kind = catalogue.stores[value]?.kind;
    const what = kind === undefined ? "is no store of the catalogue" : `is a ${kind}, which AWS Backup doesn't save`;
    return [
      {
        path: `${path}.stores.${index}`,
        what,
        value,
        allowed: allowed.join(", "),
        fix: "correct the name, or remove it",
      },
    ];
  });
}

function coldnessPays(path: string, { stores, ...backup }: BackupConfig, catalogue: Catalogue): Problem[] {
  const hasFiles = stores.some((store) => catalogue.stores[store]?.kind === "files");
  return RHYTHMS.flatMap((rhythm): Problem[] => {
    const { keepDays = 0, coldAfterDays } = backup[rhythm] ?? {};
    if (coldAfterDays === undefined) return [];
    if (!hasFiles) {
      return [
        {
          path: `${path}.${rhythm}.coldAfterDays`,
          what: "has no effect: of these stores AWS Backup keeps none in cold storage",
          value: coldAfterDays,
          fix: "remove it: files alone have a cold storage",
        },
      ];
    }
    const least = coldAfterDays + LEAST_COLD_DAYS;
    if (keepDays >= least) return [];
    return [
      {
        path: `${path}.${rhythm}.keepDays`,
        what: `ends before what lies in cold storage has been there for ${LEAST_COLD_DAYS} days, which AWS refuses`,
        value: keepDays,
        allowed: `at least ${least}`,
        fix: "keep them longer, or leave coldAfterDays out",
      },
    ];
  });
}

/** A vault whose backups can't be deleted can't be destroyed; and one that is locked refuses what it may keep too briefly. */
function lockIsKept(path: string, { lock, ...backup }: BackupConfig, { lifecycle }: ParsedEnvironment): Problem[] {
  if (lock === undefined) return [];
  const isDisposable: Problem[] =
    lifecycle === "protected"
      ? []
      : [
          {
            path: `${path}.lock`,
            what: "would keep a disposable environment from being destroyed",
            value: lock,
            fix: "remove it here: a protected environment can have it alone",
          },
        ];
  const tooShort = RHYTHMS.flatMap((rhythm): Problem[] => {
    const { keepDays } = backup[rhythm] ?? {};
    if (keepDays === undefined || keepDays >= lock.minimumDays) return [];
    return [
      {
        path: `${path}.${rhythm}.keepDays`,
        what: "is less than the lock's minimum: the vault would refuse every such backup",
        value: keepDays,
        allowed: `at least ${lock.minimumDays}`,
        fix: "keep them longer, or lower lock.minimumDays",
      },
    ];
  });
  return [...isDisposable, ...tooShort];
}

/** RDS makes no snapshot of what is stopped. Source: Amazon RDS user guide, "Stopping an Amazon RDS DB instance". */
function databasesAreAwake(
  path: string,
  { stores }: BackupConfig,
  { hours }: ParsedEnvironment,
  catalogue: Catalogue,
): Problem[] {
  if (hours === undefined) return [];
  return stores.flatMap((value, index) =>
    DATABASES.includes(catalogue.stores[value]?.kind ?? "bucket")
      ? [
          {
            path: `${path}.stores.${index}`,
            what: `is a database that is stopped outside of ${hours}, when AWS Backup can't save it`,
            value,
            fix: "leave it out: its own backups (backupDays) are made when it runs. Or let the environment keep no hours",
          },
        ]
      : [],
  );
}

function failuresAreHeard({ name, events }: ParsedEnvironment): Problem[] {
  if (events !== undefined) return [];
  return [
    {
      path: `${name}.events`,
      what: "is missing: nobody would hear of backups that fail",
      fix: `say who is mailed: events: { email: ["platform@example.com"] }`,
    },
  ];
}
