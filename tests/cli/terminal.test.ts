import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { LiveRegion } from "../../cli/terminal/live.js";
import { Output } from "../../cli/terminal/output.js";
import { Prompt } from "../../cli/terminal/prompt.js";
import { truncateBeside, wrap } from "../../cli/terminal/text.js";
import { GantryError } from "../../modules/core/errors.js";

class Stream {
  text = "";
  readonly columns = 30;
  readonly rows = 6;
  constructor(readonly isTTY: boolean) {}
  write(text: string): void {
    this.text += text;
  }
}

const ESCAPE = String.fromCharCode(27);

/** What a terminal would show: the only commands used are "so many lines up" and "erase to the end". */
function screen(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const [, up = "0", rest = ""] = new RegExp(`^(?:${ESCAPE}\\[(\\d+)F${ESCAPE}\\[0J)*(.*)$`).exec(line) ?? [];
    lines.length -= Number(up);
    lines.push(rest);
  }
  return lines;
}

const terminal = () => Object.assign(new PassThrough(), { isTTY: true });

describe("the foot of a terminal", () => {
  it("is redrawn in place under the lines that stay", () => {
    const stream = new Stream(true);
    const region = new LiveRegion(stream, {});
    region.update(["a 1s", "b 1s"]);
    region.print("done: c");
    region.update(["a 2s"]);
    expect(screen(stream.text)).toEqual(["done: c", "a 2s"]);
    region.clear();
    region.print("end");
    expect(screen(stream.text)).toEqual(["done: c", "end"]);
  });

  it("never wraps, and never grows over the terminal", () => {
    const stream = new Stream(true);
    new LiveRegion(stream, {}).update(Array.from({ length: 9 }, (_, index) => `${index}`.padEnd(50, "x")));
    const shown = screen(stream.text);
    expect(shown).toHaveLength(4);
    expect(shown.every((line) => line.length <= 29)).toBe(true);
  });

  it.each([
    [new Stream(false), {}],
    [new Stream(true), { TERM: "dumb" }],
  ])("doesn't exist elsewhere", (stream, environment) => {
    const region = new LiveRegion(stream, environment);
    region.update(["a 1s"]);
    region.print("done");
    region.clear();
    expect(stream.text).toBe("done\n");
  });
});

describe("output", () => {
  it("with --json puts one document on stdout and everything else on stderr", () => {
    const [stdout, stderr] = [new Stream(false), new Stream(false)];
    const output = new Output(stdout, stderr, {}, true);
    output.line("for people");
    output.result({ first: true });
    output.result({ last: true });
    output.warn("careful");
    output.finish();
    expect(JSON.parse(stdout.text)).toEqual({ last: true });
    expect(stderr.text).toBe("for people\nwarning: careful\n");
  });

  it("with --json tells an error as a document, too, without hiding what was done before", () => {
    const error = new GantryError({ what: "is locked" }, { outcome: "refused" });
    const report = (before?: object) => {
      const stdout = new Stream(false);
      const output = new Output(stdout, new Stream(false), {}, true);
      if (before !== undefined) output.result(before);
      output.error(error);
      output.finish();
      return JSON.parse(stdout.text) as unknown;
    };
    expect(report()).toEqual({ outcome: "refused", problems: [{ what: "is locked" }] });
    expect(report({ stacks: [1] })).toEqual({ stacks: [1] });
  });

  it("for people shows every problem on stderr and no document", () => {
    const [stdout, stderr] = [new Stream(false), new Stream(false)];
    const output = new Output(stdout, stderr, {}, false);
    output.result({});
    output.error(new GantryError([{ what: "one", fix: "mend it" }, { what: "two" }]));
    output.finish();
    expect(stdout.text).toBe("");
    expect(stderr.text).toBe("error: one\n  fix:     mend it\nerror: two\n");
  });
});

describe("a question", () => {
  const question = { text: "Go on?", expected: "yes", flag: "--yes" };

  it("is refused at once where nobody can answer, and names the flag", async () => {
    const prompt = new Prompt(new PassThrough(), new PassThrough());
    await expect(prompt.confirm(question)).rejects.toMatchObject({
      outcome: "refused",
      problems: [{ fix: "add --yes" }],
    });
  });

  it.each([
    ["yes", true],
    [" yes ", true],
    ["y", false],
    ["", false],
  ])("is answered by nothing but the expected word: %j", async (answer, agreed) => {
    const input = terminal();
    const confirmation = new Prompt(input, terminal()).confirm(question);
    input.write(`${answer}\n`);
    if (agreed) await confirmation;
    else await expect(confirmation).rejects.toMatchObject({ outcome: "refused" });
  });

  it("is refused when the input ends", async () => {
    const input = terminal();
    const confirmation = new Prompt(input, terminal()).confirm(question);
    input.end();
    await expect(confirmation).rejects.toMatchObject({ outcome: "refused" });
  });
});

describe("a paragraph", () => {
  it("is broken between words, and loses none", () => {
    expect(wrap("aa bb cc dddddddd e", 5)).toEqual(["aa bb", "cc", "dddddddd", "e"]);
  });
});

const cut = (one: string, other: string) => truncateBeside(one, other, 40);

describe("two texts side by side", () => {
  const repository = "111111111111.dkr.ecr.eu-west-1.amazonaws.com/acme/api@sha256:";

  it("are cut so that one sees in what they differ", () => {
    const [before, after] = [`${repository}${"1".repeat(64)}`, `${repository}${"2".repeat(64)}`];
    expect(cut(before, after)).toBe(`…acme/api@sha256:${"1".repeat(22)}…`);
    expect(cut(after, before)).toBe(`…acme/api@sha256:${"2".repeat(22)}…`);
  });

  it("are cut at their ends where they differ early, and not at all where they fit", () => {
    expect(cut("a".repeat(50), "b")).toBe(`${"a".repeat(39)}…`);
    expect(cut("nginx:1.27.4", "nginx:1.27.5")).toBe("nginx:1.27.4");
    expect(cut("a".repeat(50), "a".repeat(60))).toBe(`${"a".repeat(39)}…`);
  });
});
