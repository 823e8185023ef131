import { z } from "zod";

/** What one field of an expression may hold. */
interface Field {
  readonly from: number;
  readonly to: number;
  /** Words that stand for numbers, from `from` on. */
  readonly names?: readonly string[];
  /** What else AWS takes in this field alone. */
  readonly special?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * The fields of AWS's cron expressions.
 * Source: Application Auto Scaling user guide, "Schedule recurring scaling actions using cron expressions".
 */
const MINUTE: Field = { from: 0, to: 59 };
const HOUR: Field = { from: 0, to: 23 };
const DAY_OF_MONTH: Field = { from: 1, to: 31, special: /^(L|LW|([1-9]|[12]\d|3[01])W)$/ };
const MONTH: Field = { from: 1, to: 12, names: MONTHS };
const DAY_OF_WEEK: Field = {
  from: 1,
  to: 7,
  names: DAYS,
  special: /^(L|[1-7]L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#[1-5])$/,
};
const YEAR: Field = { from: 1970, to: 2199 };

/** `cron(minutes hours day-of-month month day-of-week year)`, of which exactly one of the days is `?`. */
export const cronExpression = z.string().refine(isCron, {
  error: "must be a cron expression of six fields, one of the days a ?, for instance cron(0 7 ? * MON-FRI *)",
});

export function isCron(text: string): boolean {
  const fields = /^cron\(([^()]+)\)$/.exec(text)?.[1]?.split(" ") ?? [];
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = "", year = "", ...more] = fields;
  return (
    more.length === 0 &&
    holds(MINUTE, minute) &&
    holds(HOUR, hour) &&
    (dayOfMonth === "?" ? holds(DAY_OF_WEEK, dayOfWeek) : dayOfWeek === "?" && holds(DAY_OF_MONTH, dayOfMonth)) &&
    holds(MONTH, month) &&
    holds(YEAR, year)
  );
}

function holds(field: Field, text: string): boolean {
  return text.split(",").every((item) => field.special?.test(item) === true || isItem(field, item));
}

/** `*`, a value or a range, and after it perhaps a step: `0/15`. */
function isItem(field: Field, item: string): boolean {
  const [base = "", step = "1", ...more] = item.split("/");
  if (more.length > 0 || !/^[1-9]\d*$/.test(step)) return false;
  if (base === "*") return true;
  const [first, last = first, ...rest] = base.split("-").map((value) => numberOf(field, value));
  return first !== undefined && last !== undefined && first <= last && rest.length === 0;
}

/** Undefined where the field takes no such value. */
function numberOf({ from, to, names = [] }: Field, value: string): number | undefined {
  const name = names.indexOf(value);
  const number = name >= 0 ? from + name : /^\d{1,4}$/.test(value) ? Number(value) : -1;
  return number >= from && number <= to ? number : undefined;
}
