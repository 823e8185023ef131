/** Lines of aligned columns: every cell but the last is padded to the widest of its column. */
export function columns(rows: readonly (readonly string[])[], gap = 2): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, width(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, index) =>
        index === row.length - 1 ? cell : cell + " ".repeat((widths[index] ?? 0) - width(cell) + gap),
      )
      .join("")
      .trimEnd(),
  );
}

/** A span of time as people say it: `4s`, `3m05s`, `2h10m`, `3d4h`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m${pad(whole % 60)}s`;
  if (whole < 86400) return `${Math.floor(whole / 3600)}h${pad(Math.floor((whole % 3600) / 60))}m`;
  return `${Math.floor(whole / 86400)}d${Math.floor((whole % 86400) / 3600)}h`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** How long ago something was: `3m05s ago`. Clocks differ between machines, so the future counts as now. */
export function ago(date: Date, now: Date): string {
  return `${duration((now.getTime() - date.getTime()) / 1000)} ago`;
}

/** `1 resource`, `2 resources`. */
export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${amount} ${amount === 1 ? singular : plural}`;
}

/** Bytes in the unit that keeps them short: `512 B`, `18 KiB`, `3.2 MiB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KiB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}

const ESCAPE = String.fromCharCode(27);
const COLOUR_CODES = new RegExp(`${ESCAPE}\\[[0-9;]*m`, "g");

/** A text without its colour codes. */
export function withoutColours(text: string): string {
  return text.replace(COLOUR_CODES, "");
}

/** The columns that a text takes on a terminal: its colour codes take none. */
export function width(text: string): number {
  return Array.from(withoutColours(text)).length;
}

/** Breaks a paragraph into lines of at most so many columns. A longer word stays whole. */
export function wrap(text: string, limit = 100): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || width(last) + 1 + width(word) > limit) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Cuts a text without colours to a width, with an ellipsis where something is missing. */
export function truncate(text: string, limit: number): string {
  const letters = Array.from(text);
  return letters.length <= limit ? text : `${letters.slice(0, Math.max(0, limit - 1)).join("")}…`;
}

/** Letters of what two texts share that are left in front of their difference. */
const CONTEXT = 16;

/** The same for one of two texts that are shown side by side: what they differ in is not cut off. */
export function truncateBeside(text: string, other: string, limit: number): string {
  const [letters, others] = [Array.from(text), Array.from(other)];
  if (letters.length <= limit) return text;
  const difference = letters.findIndex((letter, index) => letter !== others[index]);
  return difference < limit / 2
    ? truncate(text, limit)
    : truncate(`…${letters.slice(difference - CONTEXT).join("")}`, limit);
}
