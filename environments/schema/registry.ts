import { GantryError, type Problem } from "../../modules/core/errors.js";
import type { EnvironmentInput } from "./environment.js";
import type { OrganizationInput } from "./organization.js";
import { type Configuration, parse, type Written } from "./parse.js";
import { derive, type Template } from "./template.js";

type Shapes = { readonly services: object; readonly stores: object };

/** All that a team writes down. */
export interface Definition<C extends Shapes> {
  readonly organization: OrganizationInput;
  readonly catalogue: C;
  /** The long-lived environments. */
  readonly environments: readonly EnvironmentInput<C>[];
  /** Templates of ephemeral environments, by the word that their names begin with. */
  readonly templates: Readonly<Record<string, Template<C>>>;
}

/** What may be asked of a definition. */
export interface Registry {
  /** The long-lived environments. */
  readonly environmentNames: () => readonly string[];
  readonly templateNames: () => readonly string[];
  /**
   * Loads and checks the configuration of the named environments: long-lived ones, or ephemeral ones
   * written `<template>-<slug>`. All long-lived environments are checked whatever was asked for,
   * because address ranges must not overlap with any of them.
   *
   * @param names of the environments to return; all long-lived ones if left out
   * @throws GantryError with every problem of the configuration, or with every unknown name
   */
  readonly loadConfiguration: (names?: readonly string[]) => Configuration;
}

type WrittenEnvironment = Written["environments"][number];

export function registryOf<C extends Shapes>(definition: Definition<C>): Registry {
  const { organization, catalogue, environments } = definition;
  const templates: Readonly<Record<string, Template>> = definition.templates;
  const environmentNames = () => environments.map(({ name }) => name);
  const templateNames = () => Object.keys(templates);

  const find = (name: string): WrittenEnvironment | Problem => {
    for (const [kind, template] of Object.entries(templates)) {
      const slug = name.startsWith(`${kind}-`) ? name.slice(kind.length + 1) : "";
      if (slug !== "") return { name, ephemeral: true, input: derive(name, slug, template) };
    }
    return {
      what: `there is no environment named ${name}`,
      allowed: [...environmentNames(), ...templateNames().map((kind) => `${kind}-<slug>`)].join(", "),
      fix: "correct the name, or add the environment to environments/index.ts",
    };
  };

  const loadConfiguration = (names: readonly string[] = environmentNames()): Configuration => {
    const asked = [...new Set(names)];
    const found = asked.filter((name) => !environmentNames().includes(name)).map(find);
    const unknown = found.flatMap((one) => ("what" in one ? [one] : []));
    if (unknown.length > 0) throw new GantryError(unknown);

    const lasting = environments.map((input) => ({ name: input.name, ephemeral: false, input }));
    const ephemeral = found.flatMap((one) => ("what" in one ? [] : [one]));
    const configuration = parse({ organization, catalogue, environments: [...lasting, ...ephemeral] });
    return {
      ...configuration,
      environments: asked.flatMap((name) => configuration.environments.filter((one) => one.name === name)),
    };
  };

  return { environmentNames, templateNames, loadConfiguration };
}
