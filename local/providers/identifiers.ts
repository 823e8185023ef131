import { createHash } from "node:crypto";

/**
 * Ids in the forms that vendors use: they look random and are the same in every run.
 *
 * A number names its world's n-th id of a kind, so tests may predict that ids differ, never what they are.
 */
export class Identifiers {
  readonly #counters = new Map<string, number>();

  /** 32 hexadecimal digits, as Datadog's SLO ids. */
  hex(kind: string): string {
    return this.#digest(kind).slice(0, 32);
  }

  /** A version 4 UUID. */
  uuid(kind: string): string {
    const hex = this.#digest(kind);
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** A number that grows from call to call, with gaps, as an auto-increment shared with other customers does. */
  number(kind: string, from: number): number {
    const count = this.#next(kind);
    return from + count * 17 + (Number.parseInt(sha256(`${kind}-${count}`).slice(0, 2), 16) % 13);
  }

  /** `xxx-yyy-zzz` in lower-case letters and digits, as Datadog's dashboards and synthetic tests. */
  triple(kind: string): string {
    const letters = this.token(kind, 9).toLowerCase();
    return `${letters.slice(0, 3)}-${letters.slice(3, 6)}-${letters.slice(6, 9)}`;
  }

  /** Letters and digits, for the secret part of a token. `length` up to 40. */
  token(kind: string, length: number): string {
    const text = Buffer.from(this.#digest(kind), "hex").toString("base64url").replace(/[-_]/g, "x");
    return text.slice(0, length);
  }

  reset(): void {
    this.#counters.clear();
  }

  #digest(kind: string): string {
    return sha256(`${kind}-${this.#next(kind)}`);
  }

  #next(kind: string): number {
    const count = (this.#counters.get(kind) ?? 0) + 1;
    this.#counters.set(kind, count);
    return count;
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
