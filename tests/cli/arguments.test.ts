import { describe, expect, it } from "vitest";
import { defineCommand } from "../../cli/arguments/command.js";
import { commandHelp } from "../../cli/arguments/help.js";
import { parseArguments } from "../../cli/arguments/parse.js";
import { nearest } from "../../cli/arguments/suggest.js";
import { dispatch } from "../../cli/dispatch.js";
import { GantryError } from "../../modules/core/errors.js";

const command = defineCommand({
  usage: "deploy NAME…",
  summary: "Deploys.",
  names: { min: 1, max: 2 },
  flags: {
    yes: { kind: "switch", short: "y", aliases: ["auto-approve"], summary: "no question" },
    cloud: { kind: "value", placeholder: "CLOUD", choices: ["local", "aws"], summary: "where" },
    allow: { kind: "list", placeholder: "ADDRESS", summary: "agree" },
  },
  run: async () => 0,
});

function problemsOf(line: readonly string[]): readonly string[] {
  try {
    parseArguments(command, line);
  } catch (error) {
    if (error instanceof GantryError) return error.problems.map(({ path, what }) => `${path ?? ""} ${what}`.trim());
    throw error;
  }
  return [];
}

describe("the command line", () => {
  it("reads names, switches, values and repeated values in any order", () => {
    const { names, flags } = parseArguments(command, [
      "-y",
      "staging",
      "--allow",
      "a.b",
      "--cloud=aws",
      "--allow=c",
      "ops",
    ]);
    expect(names).toEqual(["staging", "ops"]);
    expect(flags).toEqual({ yes: true, cloud: "aws", allow: ["a.b", "c"] });
  });

  it("takes an alias for the flag itself", () => {
    expect(parseArguments(command, ["staging", "--auto-approve"]).flags).toMatchObject({ yes: true });
  });

  it("reports every mistake at once", () => {
    expect(problemsOf(["--yse", "--cloud", "gcp", "--allow"])).toEqual([
      "--yse is not a flag of this command",
      "--cloud has an unknown value",
      "--allow needs a value",
      "a name is missing",
    ]);
  });

  it("rejects a flag as the value of another flag", () => {
    expect(problemsOf(["staging", "--allow", "--yes"])).toEqual(["--allow needs a value"]);
  });

  it("rejects a value for a switch, a second value, and too many names", () => {
    expect(problemsOf(["a", "b", "c", "--yes=no", "--cloud=aws", "--cloud=local"])).toEqual([
      "--yes takes no value",
      "--cloud was given more than once",
      "too many arguments",
    ]);
  });

  it("rejects what follows -- where nothing may", () => {
    expect(problemsOf(["staging", "--", "ls"])).toEqual(["nothing may follow `--` here"]);
  });

  it("names the flag that was probably meant", () => {
    expect(() => parseArguments(command, ["staging", "--cluod", "aws"])).toThrow(/did you mean --cloud\?/);
  });

  it("lists every flag in the help", () => {
    const help = commandHelp(command);
    expect(help).toContain("-y, --yes, --auto-approve");
    expect(help).toContain("--cloud local|aws");
    expect(help).toContain("agree (repeatable)");
  });
});

describe("a suggestion", () => {
  it.each([
    ["delpoy", "deploy"],
    ["dif", "diff"],
    ["stat", "state"],
    ["destory", "destroy"],
    ["boot", "bootstrap"],
  ])("for %s is %s", (word, meant) => {
    expect(nearest(word, ["deploy", "diff", "state", "destroy", "bootstrap"])).toBe(meant);
  });

  it("is not made for something else entirely", () => {
    expect(nearest("nonsense", ["production", "staging"])).toBeUndefined();
  });
});

describe("the choice of a command", () => {
  it("gives the overview without arguments, and the help of a command and of a group", async () => {
    expect(await dispatch([])).toMatchObject({ kind: "text", text: expect.stringContaining("Exit codes") as string });
    expect(await dispatch(["help", "diff"])).toMatchObject({
      text: expect.stringContaining("--lock-timeout") as string,
    });
    expect(await dispatch(["state"])).toMatchObject({ text: expect.stringContaining("state unlock") as string });
    expect(await dispatch(["state", "list", "--help"])).toMatchObject({
      text: expect.stringContaining("--json") as string,
    });
  });

  it("leaves the help flag of a command behind -- alone", async () => {
    expect(await dispatch(["local", "run", "--", "aws", "--help"])).toMatchObject({ kind: "command" });
  });

  it("rejects an unknown command with the one that was meant", async () => {
    await expect(dispatch(["destory", "staging"])).rejects.toThrow(/did you mean \.\/gantry destroy\?/);
    await expect(dispatch(["state", "unlok"])).rejects.toThrow(/did you mean \.\/gantry state unlock\?/);
    await expect(dispatch(["toString"])).rejects.toThrow(/no such command/);
  });
});
