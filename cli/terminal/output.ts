import { describe, type GantryError } from "../../modules/core/errors.js";
import { LiveRegion, type TerminalStream } from "./live.js";
import { type Style, styleFor } from "./style.js";

/**
 * Where a command speaks. For people everything goes to stdout. With `--json`, stdout carries one document and
 * nothing else, so what is meant for people moves to stderr.
 */
export class Output {
  readonly style: Style;
  private readonly human: TerminalStream;
  private readonly region: LiveRegion;
  private readonly sections = new Map<string, readonly string[]>();
  private document: unknown;

  constructor(
    private readonly stdout: TerminalStream,
    private readonly stderr: TerminalStream,
    private readonly environment: NodeJS.ProcessEnv,
    readonly json: boolean,
  ) {
    this.human = json ? stderr : stdout;
    this.style = styleFor(this.human, environment);
    this.region = new LiveRegion(this.human, environment);
  }

  /** Whether lines can be redrawn in place. */
  get live(): boolean {
    return this.region.live;
  }

  /** Says something to people. */
  line(text = ""): void {
    for (const line of text.split("\n")) this.region.print(line);
  }

  /** Replaces one section of the lines at the foot of the terminal; no lines take it away. Nothing elsewhere. */
  foot(section: string, lines: readonly string[]): void {
    if (lines.length === 0) this.sections.delete(section);
    else this.sections.set(section, lines);
    this.region.update([...this.sections.values()].flat());
  }

  /** Sets the document for `--json`; the last one set is written when the command ends. */
  result(document: unknown): void {
    this.document = document;
  }

  /** Writes the document, if there is one and it was asked for. */
  finish(): void {
    this.region.clear();
    if (this.json && this.document !== undefined) this.stdout.write(`${JSON.stringify(this.document, null, 2)}\n`);
  }

  /** Reports a problem that the user can mend. */
  error(error: GantryError): void {
    this.region.clear();
    const { bad } = styleFor(this.stderr, this.environment);
    for (const problem of error.problems) this.stderr.write(`${bad("error:")} ${describe(problem)}\n`);
    if (this.document === undefined) this.document = { outcome: error.outcome, problems: error.problems };
  }

  /** Says something that matters but stops nothing. */
  warn(text: string): void {
    this.region.clear();
    this.stderr.write(`${styleFor(this.stderr, this.environment).caution("warning:")} ${text}\n`);
  }
}
