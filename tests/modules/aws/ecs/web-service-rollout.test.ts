import { describe, expect, it } from "vitest";
import { everyEnvironment, stackNamed } from "../../../support/platform.js";

describe("an ECS service whose deployment is rolled back", () => {
  it.each(everyEnvironment)("fails the apply in %s, which the AWS provider alone calls a success", (environment) => {
    const services = stackNamed(environment).all("aws_ecs_service");
    expect(services.length).toBeGreaterThan(0);
    for (const { task_definition, lifecycle } of services) {
      // Where another pipeline deploys, Terraform has no say in the revision.
      const { ignore_changes = [] } = lifecycle as { readonly ignore_changes?: readonly string[] };
      if (ignore_changes.includes("task_definition")) continue;
      const wanted = String(task_definition).slice("${".length, -"}".length);
      expect(lifecycle).toMatchObject({
        postcondition: [
          {
            condition: `\${(self.task_definition == ${wanted})}`,
            error_message: expect.stringMatching(/rolled .* back[\s\S]*\$\{self\.task_definition\} still serves/),
          },
        ],
      });
    }
  });
});
