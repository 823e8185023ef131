import { describe, expect, it } from "vitest";
import { environmentNames, loadConfiguration, templateNames } from "../../environments/index.js";
import { problemsOf } from "../support/configuration.js";

const [template = ""] = templateNames();
const [lasting = ""] = environmentNames();
const names = (asked?: readonly string[]) => loadConfiguration(asked).environments.map(({ name }) => name);

const unknown = (name: string) => ({
  what: `there is no environment named ${name}`,
  allowed: [...environmentNames(), ...templateNames().map((kind) => `${kind}-<slug>`)].join(", "),
  fix: "correct the name, or add the environment to environments/index.ts",
});

describe("the registry of environments", () => {
  it("is valid, every long-lived environment and every template", () => {
    const all = [...environmentNames(), ...templateNames().map((kind) => `${kind}-7`)];
    expect(problemsOf(() => loadConfiguration(all))).toEqual([]);
  });

  it("gives all long-lived environments when nothing is asked for", () => {
    expect(names()).toEqual(environmentNames());
  });

  it("gives what is asked for, in that order, once each", () => {
    expect(names([`${template}-42`, lasting, `${template}-42`])).toEqual([`${template}-42`, lasting]);
    expect(names([])).toEqual([]);
  });

  it("knows which environments are ephemeral", () => {
    const { environments } = loadConfiguration([lasting, `${template}-42`]);
    expect(environments.map(({ ephemeral }) => ephemeral)).toEqual([false, true]);
  });

  it("rejects every unknown name at once and lists the names", () => {
    expect(problemsOf(() => loadConfiguration(["prodution", lasting, "qa"]))).toEqual([
      unknown("prodution"),
      unknown("qa"),
    ]);
  });

  it.each(["", template, `${template}-`])("rejects the name %j", (name) => {
    expect(problemsOf(() => loadConfiguration([name]))).toHaveLength(1);
  });
});
