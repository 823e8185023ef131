import type { Problem } from "../../../modules/core/errors.js";
import type { Rule } from "./context.js";

/** A week: time to notice on a Monday what went wrong before a long weekend. */
const MINIMUM_BACKUP_DAYS = 7;

type Size = Readonly<Record<string, unknown>>;

/** What a protected environment keeps, it keeps well enough to bring back, and it goes on when an instance fails. */
export const protectedDataIsRecoverable: Rule<"environments"> = ({ environments }) =>
  environments.flatMap(({ parsed: { name, lifecycle, stores } }) =>
    Object.entries(stores).flatMap(([store, size]) => {
      const path = `${name}.stores.${store}`;
      return [
        ...(lifecycle === "protected" ? backupsLast(path, size) : []),
        ...standbysStandBy(path, size, lifecycle === "protected"),
      ];
    }),
  );

function backupsLast(path: string, { backupDays }: Size): Problem[] {
  if (typeof backupDays !== "number" || backupDays >= MINIMUM_BACKUP_DAYS) return [];
  return [
    {
      path: `${path}.backupDays`,
      what: "is too short for a protected environment",
      value: backupDays,
      allowed: `${MINIMUM_BACKUP_DAYS} to 35`,
      fix: `keep at least ${MINIMUM_BACKUP_DAYS} days`,
    },
  ];
}

/** Without one a store is protected from people, and not from the end of a machine. */
function standbysStandBy(path: string, size: Size, isProtected: boolean): Problem[] {
  const { standby, readers, exceptions } = size;
  const excuse = (exceptions as { readonly standby?: unknown } | undefined)?.standby;
  const lacking = standby === false ? "standby" : readers === 0 ? "readers" : undefined;
  if (isProtected && lacking !== undefined && excuse === undefined) {
    return [
      {
        path: `${path}.${lacking}`,
        what: "leaves nobody to take over when the only instance of a protected environment's store fails",
        value: size[lacking],
        allowed: lacking === "standby" ? "true" : "at least 1",
        fix: `write ${lacking === "standby" ? "standby: true" : "readers: 1"}, or say in exceptions.standby why it may be down`,
      },
    ];
  }
  if (excuse === undefined || (isProtected && lacking !== undefined)) return [];
  return [
    {
      path: `${path}.exceptions.standby`,
      what: `is an exception that nothing needs: ${isProtected ? "somebody takes over" : "a disposable environment may do without"}`,
      value: excuse,
      fix: "remove it",
    },
  ];
}
