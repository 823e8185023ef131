import type { Rule } from "./context.js";

/** A week: time to notice on a Monday what went wrong before a long weekend. */
const MINIMUM_BACKUP_DAYS = 7;

/** What a protected environment keeps, it keeps well enough to bring back. */
export const protectedDataIsRecoverable: Rule<"environments"> = ({ environments }) =>
  environments.flatMap(({ parsed: { name, lifecycle, stores } }) =>
    Object.entries(stores).flatMap(([store, { backupDays }]) => {
      if (lifecycle !== "protected" || typeof backupDays !== "number" || backupDays >= MINIMUM_BACKUP_DAYS) return [];
      return [
        {
          path: `${name}.stores.${store}.backupDays`,
          what: "is too short for a protected environment",
          value: backupDays,
          allowed: `${MINIMUM_BACKUP_DAYS} to 35`,
          fix: `keep at least ${MINIMUM_BACKUP_DAYS} days`,
        },
      ];
    }),
  );
