import { GantryError } from "../../modules/core/errors.js";
import { MIGRATION_VARIABLE } from "../../modules/core/migration-order.js";
import { defineCommand } from "../arguments/command.js";
import { migrate } from "../ecs/one-off/migration.js";
import { EXIT } from "../exit.js";

export default defineCommand({
  usage: "migrate",
  summary: "Run the migration that Terraform hands over. Terraform calls this during an apply; people don't.",
  details: [`The order is the JSON in ${MIGRATION_VARIABLE}.`],
  flags: {},
  async run(_, context) {
    const order = context.environment[MIGRATION_VARIABLE] ?? "";
    if (order === "") {
      throw new GantryError({
        path: MIGRATION_VARIABLE,
        what: "is not set: a migration is run by Terraform, as a part of an apply",
        fix: "./gantry deploy ENVIRONMENT; for a command in a service's own task: ./gantry run ENVIRONMENT SERVICE -- COMMAND",
      });
    }
    await migrate(context, order);
    return EXIT.done;
  },
});
