import { GantryError, type Problem } from "../modules/core/errors.js";
import { catalogue } from "./catalogue.js";
import { templates } from "./ephemeral.js";
import { organization } from "./organization.js";
import { production } from "./production.js";
import type { EnvironmentInput } from "./schema/environment.js";
import { type Configuration, parse, type Written } from "./schema/parse.js";
import { derive } from "./schema/template.js";
import { staging } from "./staging.js";

export type { Configuration } from "./schema/parse.js";

/** The long-lived environments. A new one is added here and nowhere else. */
const environments: readonly EnvironmentInput<typeof catalogue>[] = [production, staging];

export function environmentNames(): readonly string[] {
  return environments.map(({ name }) => name);
}

export function templateNames(): readonly string[] {
  return Object.keys(templates);
}

/**
 * Loads and checks the configuration of the named environments: long-lived ones, or ephemeral ones
 * written `<template>-<slug>`. All long-lived environments are checked whatever was asked for,
 * because address ranges must not overlap with any of them.
 *
 * @param names of the environments to return; all long-lived ones if left out
 * @throws GantryError with every problem of the configuration, or with every unknown name
 */
export function loadConfiguration(names: readonly string[] = environmentNames()): Configuration {
  const asked = [...new Set(names)];
  const ephemeral = asked.filter((name) => !environmentNames().includes(name)).map(find);
  const unknown = ephemeral.flatMap((found) => ("what" in found ? [found] : []));
  if (unknown.length > 0) throw new GantryError(unknown);

  const configuration = parse({
    organization,
    catalogue,
    environments: [
      ...environments.map((input) => ({ name: input.name, ephemeral: false, input })),
      ...ephemeral.flatMap((found) => ("what" in found ? [] : [found])),
    ],
  });
  return {
    ...configuration,
    environments: asked.flatMap((name) => configuration.environments.filter((one) => one.name === name)),
  };
}

function find(name: string): Written["environments"][number] | Problem {
  for (const [kind, template] of Object.entries(templates)) {
    const slug = name.startsWith(`${kind}-`) ? name.slice(kind.length + 1) : "";
    if (slug !== "") return { name, ephemeral: true, input: derive(name, slug, template) };
  }
  return {
    what: `there is no environment named ${name}`,
    allowed: [...environmentNames(), ...templateNames().map((kind) => `${kind}-<slug>`)].join(", "),
    fix: "correct the name, or add the environment to environments/index.ts",
  };
}
