import { catalogue } from "./catalogue.js";
import { templates } from "./ephemeral.js";
import { organization } from "./organization.js";
import { production } from "./production.js";
import { registryOf } from "./schema/registry.js";
import { staging } from "./staging.js";

export type { Configuration } from "./schema/parse.js";

/** All that is written in this folder. A new long-lived environment is added here and nowhere else. */
export const { environmentNames, templateNames, loadConfiguration } = registryOf({
  organization,
  catalogue,
  environments: [production, staging],
  templates,
});
