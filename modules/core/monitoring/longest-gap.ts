const DAY_MINUTES = 1440;
const DAY_MILLISECONDS = 86_400_000;

/** Years in which every weekday falls on every day of a year, leap years included. */
const YEARS = { from: 2024, to: 2052 };

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const RATES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: DAY_MINUTES };

/**
 * The longest time between two runs of a schedule of EventBridge Scheduler, in minutes, by the clock on the wall.
 *
 * @param expression that the configuration let through: `cron(…)`, `rate(…)` or `at(…)`
 * @returns undefined for what comes to an end: `at(…)`, and a cron of certain years
 */
export function longestGapMinutes(expression: string): number | undefined {
  const [, value, unit = ""] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (value !== undefined) return Number(value) * (RATES[unit] ?? 0);
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(" ") ?? [];
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = fields;
  if (year !== "*") return undefined;

  const hours = numbersOf(hour, 0, 23);
  const times = hours.flatMap((at) => numbersOf(minute, 0, 59).map((past) => at * 60 + past)).sort((a, b) => a - b);
  const days = daysOf({ dayOfMonth, dayOfWeek, months: numbersOf(month, 1, 12, MONTHS) });
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || days.length < 2) return undefined;
  const overnight = longest(days) * DAY_MINUTES + first - last;
  return Math.max(overnight, longest(times));
}

interface Dates {
  readonly dayOfMonth: string;
  readonly dayOfWeek: string;
  readonly months: readonly number[];
}

/** Days on which it runs, counted from the first of 1970. */
function daysOf({ dayOfMonth, dayOfWeek, months }: Dates): readonly number[] {
  const runs = dayOfMonth === "?" ? dayOfWeek.split(",").map(onDayOfWeek) : dayOfMonth.split(",").map(onDayOfMonth);
  const days: number[] = [];
  for (let year = YEARS.from; year < YEARS.to; year += 1) {
    for (const month of months) {
      const first = Date.UTC(year, month - 1, 1) / DAY_MILLISECONDS;
      const of = { first, length: Date.UTC(year, month, 1) / DAY_MILLISECONDS - first };
      for (let day = 1; day <= of.length; day += 1) {
        if (runs.some((runsOn) => runsOn(day, of))) days.push(first + day - 1);
      }
    }
  }
  return days.sort((a, b) => a - b);
}

interface Month {
  /** Its first day, counted from the first of 1970. */
  readonly first: number;
  readonly length: number;
}

type RunsOn = (day: number, month: Month) => boolean;

/** 1 is Sunday, as AWS counts; the first of 1970 was a Thursday. */
const weekdayOf = (day: number, { first }: Month) => ((first + day - 1 + 4) % 7) + 1;

function onDayOfMonth(item: string): RunsOn {
  if (item === "L") return (day, { length }) => day === length;
  if (item === "LW") return (day, month) => day === nearestWeekday(month.length, month);
  if (item.endsWith("W")) {
    const wanted = Number(item.slice(0, -1));
    return (day, month) => wanted <= month.length && day === nearestWeekday(wanted, month);
  }
  const days = new Set(numbersOf(item, 1, 31));
  return (day) => days.has(day);
}

/** In the same month, as AWS does. */
function nearestWeekday(day: number, month: Month): number {
  const weekday = weekdayOf(day, month);
  if (weekday === 7) return day > 1 ? day - 1 : day + 2;
  if (weekday === 1) return day < month.length ? day + 1 : day - 2;
  return day;
}

function onDayOfWeek(item: string): RunsOn {
  const [which = "", nth] = item.split("#");
  if (nth !== undefined) {
    const weekday = numberOf(which, DAYS, 1);
    return (day, month) => weekdayOf(day, month) === weekday && Math.ceil(day / 7) === Number(nth);
  }
  if (/^[1-7]L$/.test(item)) {
    return (day, month) => weekdayOf(day, month) === Number(item.slice(0, 1)) && day > month.length - 7;
  }
  const weekdays = new Set(item === "L" ? [7] : numbersOf(item, 1, 7, DAYS));
  return (day, month) => weekdays.has(weekdayOf(day, month));
}

/** What a field of values, ranges and steps holds. */
export function numbersOf(field: string, from: number, to: number, names: readonly string[] = []): readonly number[] {
  const held = field.split(",").flatMap((item) => {
    const [base = "", step] = item.split("/");
    const [first, last] = base.split("-").map((value) => numberOf(value, names, from));
    const begin = base === "*" ? from : (first ?? from);
    const end = base === "*" ? to : (last ?? (step === undefined ? begin : to));
    return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(
      (number) => number >= begin && number <= end && (number - begin) % Number(step ?? 1) === 0,
    );
  });
  return [...new Set(held)];
}

function numberOf(value: string, names: readonly string[], from: number): number {
  const name = names.indexOf(value);
  return name >= 0 ? from + name : Number(value);
}

function longest(sorted: readonly number[]): number {
  return sorted.reduce((most, at, index) => Math.max(most, index === 0 ? 0 : at - (sorted[index - 1] ?? at)), 0);
}
