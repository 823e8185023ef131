import type { TaskApi } from "./api.js";
import type { LogStream } from "./one-off.js";

const TAIL_LINES = 30;

/** Reads the logs of a task's containers as they grow, and keeps their last lines. */
export class TaskLog {
  private readonly kept: string[] = [];
  private readonly positions = new Map<LogStream, string>();
  private readonly unreadable = new Set<LogStream>();

  /**
   * @param streams the deciding container's first; lines of the others are marked with their container
   * @param show called with every line
   */
  constructor(
    private readonly api: Pick<TaskApi, "log">,
    private readonly streams: readonly LogStream[],
    private readonly show: (line: string) => void,
  ) {}

  /** The last lines, oldest first. */
  get tail(): readonly string[] {
    return this.kept;
  }

  /** Shows what was written since the last time. @returns how many lines that was */
  async read(): Promise<number> {
    let lines = 0;
    for (const stream of this.streams) {
      if (!this.unreadable.has(stream)) lines += await this.readOne(stream);
    }
    return lines;
  }

  /** A log that can't be read must not end the task that writes it. */
  private async readOne(stream: LogStream): Promise<number> {
    let lines = 0;
    try {
      for (;;) {
        const from = this.positions.get(stream);
        const page = await this.api.log(stream, from);
        for (const line of page.lines) this.take(stream, line);
        lines += page.lines.length;
        if (page.next === undefined || page.next === from) return lines;
        this.positions.set(stream, page.next);
      }
    } catch (error) {
      this.unreadable.add(stream);
      const { name, message } = error as Error;
      this.show(`(the log ${stream.group} ${stream.stream} can't be read: ${name}: ${message})`);
      return lines;
    }
  }

  private take(stream: LogStream, text: string): void {
    const mark = stream === this.streams[0] ? "" : `${stream.container} | `;
    for (const part of text.replace(/\r?\n$/, "").split(/\r?\n/)) {
      const line = `${mark}${part}`;
      this.kept.push(line);
      if (this.kept.length > TAIL_LINES) this.kept.shift();
      this.show(line);
    }
  }
}
