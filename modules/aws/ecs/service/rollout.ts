import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { Op, TerraformSelf } from "cdktf";

/** How a service comes to run a new revision. */
export interface RolloutProps {
  /**
   * Who brings it: a deploy of the environment, or a pipeline that registers revisions and updates the service itself.
   * @default "terraform"
   */
  readonly rollout?: "terraform" | "external";
  /** Tasks, in percent of those that should run. @default - old and new ones side by side: 100 and 200 */
  readonly deployment?: {
    /** That keep running, rounded up. */
    readonly minimumPercent: number;
    /** That run at most, rounded down. */
    readonly maximumPercent: number;
  };
}

/** What an ECS service says of its deployments. One that doesn't become healthy goes back to the revision before. */
export function rolloutArguments({ deployment }: RolloutProps) {
  const { minimumPercent, maximumPercent } = deployment ?? { minimumPercent: 100, maximumPercent: 200 };
  return {
    deploymentMinimumHealthyPercent: minimumPercent,
    deploymentMaximumPercent: maximumPercent,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    // It starts a task elsewhere before it stops one: ECS refuses it without room for that.
    availabilityZoneRebalancing: maximumPercent > 100 ? "ENABLED" : "DISABLED",
  };
}

/**
 * What of a service Terraform leaves to others, and what it demands after an apply: once ECS has rolled back, the
 * service is steady again, and the provider calls that a success.
 *
 * @param scaled whether something else sets the count
 */
export function rolloutLifecycle(
  { rollout, environment, service }: RolloutProps & { readonly environment: string; readonly service: string },
  taskDefinitionArn: string,
  scaled: boolean,
): NonNullable<EcsServiceConfig["lifecycle"]> {
  const external = rollout === "external";
  // What scales the service sets the count, and who deploys it the revision: an apply would set them back.
  const ignoreChanges = [...(external ? ["task_definition"] : []), ...(scaled ? ["desired_count"] : [])];
  const running = TerraformSelf.getString("task_definition");
  return {
    ...(ignoreChanges.length === 0 ? {} : { ignoreChanges }),
    ...(external
      ? {}
      : {
          postcondition: [
            {
              condition: Op.eq(running, taskDefinitionArn),
              errorMessage: `ECS rolled the deployment of ${service} back: its new tasks did not become healthy, and ${running} still serves. The service's events and its stopped tasks say why (./gantry status ${environment}, or the ECS console). Mend the image or its settings, and deploy again.`,
            },
          ],
        }),
  };
}
