import { GantryError } from "../../modules/core/errors.js";
import { ago } from "../terminal/text.js";

/** Who holds the lock of a state, as Terraform writes it into the lock file and prints it in its error. */
export interface LockInfo {
  readonly id: string;
  readonly who: string;
  /** `OperationTypeApply` */
  readonly operation: string;
  readonly created: Date | undefined;
}

/** Finds the lock in the error of a Terraform that couldn't get it; undefined when the error is another one. */
export function lockInError(text: string): LockInfo | undefined {
  if (!text.includes("Error acquiring the state lock") && !text.includes("Lock Info:")) return undefined;
  const field = (name: string): string => new RegExp(`^[\\s│]*${name}:[ \\t]*(.*)$`, "m").exec(text)?.[1]?.trim() ?? "";
  return { id: field("ID"), who: field("Who"), operation: field("Operation"), created: parseDate(field("Created")) };
}

/** Reads the content of a lock file; undefined when it isn't one that Terraform wrote. */
export function parseLockFile(content: string): LockInfo | undefined {
  try {
    const file = JSON.parse(content) as Readonly<Record<string, unknown>>;
    const field = (name: string): string => (typeof file[name] === "string" ? file[name] : "");
    const id = field("ID");
    if (id === "") return undefined;
    return { id, who: field("Who"), operation: field("Operation"), created: parseDate(field("Created")) };
  } catch {
    return undefined;
  }
}

/** `anna@laptop, apply, 4m10s ago` */
export function describeLock({ who, operation, created }: LockInfo, now: Date): string {
  const work = operation.replace(/^OperationType/, "").toLowerCase();
  const age = created === undefined ? "" : ago(created, now);
  return [who, work, age].filter((part) => part !== "").join(", ");
}

/** The refusal of a command that met somebody else's lock. */
export function lockedError(stack: string, lock: LockInfo, now: Date): GantryError {
  return new GantryError(
    {
      path: stack,
      what: "is locked by another run; nothing was changed",
      value: `${describeLock(lock, now)} (lock ${lock.id})`,
      fix: `wait until it ends; if nobody is at work any more: ./gantry state unlock ${stack}`,
    },
    { outcome: "refused" },
  );
}

/** Terraform prints Go's notation (`2026-11-21 16:40:01.123 +0000 UTC`), its lock file holds ISO 8601. */
function parseDate(text: string): Date | undefined {
  const iso = text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,3})?\d* \+0000 UTC$/, "$1T$2$3Z");
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
