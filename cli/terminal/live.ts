import { truncate } from "./text.js";

/** A stream that may be a terminal. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/**
 * The lines at the foot of a terminal that are redrawn in place while finished lines scroll away above them.
 * On anything but a terminal there is no foot: only the finished lines are written.
 */
export class LiveRegion {
  readonly live: boolean;
  private drawn = 0;
  private foot: readonly string[] = [];

  constructor(
    private readonly stream: TerminalStream,
    environment: NodeJS.ProcessEnv,
  ) {
    this.live = stream.isTTY === true && environment["TERM"] !== "dumb";
  }

  /** Writes a line that stays. */
  print(line: string): void {
    if (!this.live) {
      this.stream.write(`${line}\n`);
      return;
    }
    this.stream.write(`${this.erasure()}${line}\n`);
    this.draw();
  }

  /** Replaces the foot. Lines are cut to the terminal's width: a wrapped line could not be erased again. */
  update(lines: readonly string[]): void {
    if (!this.live) return;
    const width = Math.max(20, this.stream.columns ?? 80) - 1;
    const height = Math.max(2, (this.stream.rows ?? 24) - 2);
    this.foot = lines.slice(-height).map((line) => truncate(line, width));
    this.stream.write(this.erasure());
    this.draw();
  }

  /** Takes the foot away. */
  clear(): void {
    this.update([]);
  }

  private erasure(): string {
    return this.drawn === 0 ? "" : `\u001b[${this.drawn}F\u001b[0J`;
  }

  private draw(): void {
    this.drawn = this.foot.length;
    if (this.drawn > 0) this.stream.write(`${this.foot.join("\n")}\n`);
  }
}
