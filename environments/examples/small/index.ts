import { organization } from "../../organization.js";
import { registryOf } from "../../schema/registry.js";
import { catalogue } from "./catalogue.js";
import { staging } from "./staging.js";

export type { Configuration } from "../../schema/parse.js";

export const { environmentNames, templateNames, loadConfiguration } = registryOf({
  organization,
  catalogue,
  environments: [staging],
  templates: {},
});
