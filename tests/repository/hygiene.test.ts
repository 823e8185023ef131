import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { type Source, sources } from "../support/source.js";

const LONGEST = 300;
const code = sources(".ts", ".py");
const written = sources(
  ".ts",
  ".py",
  ".md",
  ".json",
  ".yml",
  ".yaml",
  ".tf",
  ".proto",
  ".sh",
  "gantry",
  ".txt",
  ".npmrc",
);

/** Every line that matches, as `file:line text`. */
const linesWith = (files: readonly Source[], pattern: RegExp) =>
  files.flatMap(({ file, text }) =>
    text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );

// Each pattern holds a class of one letter, so that it doesn't find itself.
const POSTPONED = /\bTO[D]O\b|\bFIX[M]E\b|\bX[X]X\b/;
const UNFINISHED = /\b(?:it|test|describe)\.(?:onl[y]|ski[p]|tod[o])\b/;
const MACHINE = /(?<![\w.~$})/-])\/(?:hom[e]\/(?!user\b)|User[s]\/|roo[t]\/|wor[k]\/|tm[p]\/|op[t]\/)\w/;
const REGISTRY_HOST = /registr[y]\.(?:npmjs|yarnpkg)|\bpyp[i]\.org|pythonhoste[d]/;

describe("every file", () => {
  it(`has at most ${LONGEST} lines of code, so that one idea has one file`, () => {
    const long = code
      .filter(({ file }) => !file.startsWith("tests/"))
      .map(({ file, text }) => ({ file, lines: text.trimEnd().split("\n").length }))
      .filter(({ lines }) => lines > LONGEST);
    expect(long).toEqual([]);
  });

  it("postpones nothing", () => {
    expect(linesWith(code, POSTPONED)).toEqual([]);
  });

  it("runs all of its tests", () => {
    expect(linesWith(code, UNFINISHED)).toEqual([]);
  });

  it("names no path of somebody's machine", () => {
    expect(linesWith(written, MACHINE)).toEqual([]);
  });

  it("names no host of a package registry: that is each user's own setting", () => {
    expect(linesWith(written, REGISTRY_HOST)).toEqual([]);
  });
});

describe("the decisions in docs/adr", () => {
  const decisions = sources(".md").filter(({ file }) => file.startsWith("docs/adr/"));

  it("are numbered one after the other", () => {
    const numbers = decisions.map(({ file }) => basename(file).slice(0, 4));
    expect(numbers).toEqual(decisions.map((_, index) => String(index + 1).padStart(4, "0")));
  });

  it.each(decisions.map(({ file, text }) => [file, text] as const))("%s has its number in its title", (file, text) => {
    expect(basename(file)).toMatch(/^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md$/);
    expect(text.split("\n")[0]).toMatch(new RegExp(`^# ${basename(file).slice(0, 4)} — \\S`));
  });

  it.each(decisions.map(({ file, text }) => [file, text] as const))(
    "%s gives context, decision, consequences",
    (_, text) => {
      const headings = text.split("\n").filter((line) => line.startsWith("## "));
      expect(headings).toEqual(["## Context", "## Decision", "## Consequences"]);
    },
  );
});
