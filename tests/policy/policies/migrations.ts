import { EcsService } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { TerraformData } from "../../../modules/core/terraform-data.js";
import type { Policy } from "./policy.js";

/** What brings a new image into work. */
const MOVERS: readonly string[] = ["aws_ecs_service", "aws_scheduler_schedule"];

const order: Policy = {
  promise: "moves no service to a new image before that image's migration has succeeded",
  violations: (stack) => {
    const migrations = stack.pathsOf("terraform_data").filter((path) => path.endsWith("/migration"));
    return migrations.flatMap((migration) => {
      const service = migration.slice(0, -"migration".length);
      const movers = stack.resources().filter(({ type, path }) => MOVERS.includes(type) && path.startsWith(service));
      if (movers.length === 0) return [`${migration} comes before nothing`];
      return movers
        .filter(({ resource }) => !((resource["depends_on"] as string[] | undefined) ?? []).includes(migration))
        .map(({ path }) => `${path} does not wait for ${migration}`);
    });
  },
  broken: (scope) => {
    const service = new Construct(scope, "service-api");
    new TerraformData(service, "migration", {});
    new EcsService(service, "service", { name: "staging-api" });
  },
};

const places: Policy = {
  promise: "is the same wherever it was written: it names no folder of a machine",
  violations: (stack) => (JSON.stringify(stack.json).includes(process.cwd()) ? [process.cwd()] : []),
  broken: (scope) => {
    new TerraformOutput(scope, "folder", { value: `${process.cwd()}/gantry` });
  },
};

export const migrations: readonly Policy[] = [order, places];
