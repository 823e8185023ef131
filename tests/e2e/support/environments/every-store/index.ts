import { registryOf } from "../../../../../environments/schema/registry.js";
import { catalogue } from "./catalogue.js";
import { organization } from "./organization.js";
import { production } from "./production.js";
import { staging } from "./staging.js";

export type { Configuration } from "../../../../../environments/schema/parse.js";

export const { environmentNames, templateNames, loadConfiguration } = registryOf({
  organization,
  catalogue,
  environments: [production, staging],
  templates: {},
});
