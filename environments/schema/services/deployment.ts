import { z } from "zod";

/** Source: Amazon ECS API reference, DeploymentConfiguration. */
const percents = {
  minimum: z.int().min(0).max(100),
  maximum: z.int().min(100).max(200),
};

/** docs/adr/0009: what moves traffic between two sets of tasks does it outside of Terraform, which moves it back. */
const strategy = z.custom<"rolling">((value) => value === "rolling", {
  error: ({ input }) =>
    input === "blue-green" || input === "canary"
      ? "can't be deployed without an endless diff: the AWS provider 5.100.0 knows it through CodeDeploy alone, which " +
        "changes task definition, target group and listener outside of Terraform. Roll, with errorPercent as the " +
        "brake; or let a pipeline deploy it: rollout: external (docs/adr/0009)"
      : "must be rolling, the only one that there is",
});

/** How ECS replaces the tasks of a service by those of a new revision, in percent of the tasks that should run. */
const rolling = (minimumPercent: number, maximumPercent: number) => ({
  /** @default "rolling", which is the only one */
  strategy: strategy.default("rolling"),
  /** Tasks that keep running, rounded up. */
  minimumPercent: percents.minimum.default(minimumPercent),
  /** Tasks that run at most, old and new together, rounded down. */
  maximumPercent: percents.maximum.default(maximumPercent),
});

const rollout = z.enum(["terraform", "external"]).default("terraform");

/** What the kinds share of whose tasks ECS keeps running. */
const shapeOf = <Deployment extends z.ZodType>(deployment: Deployment) => ({
  /**
   * Who brings a new image: a deploy of the environment, or a pipeline that registers revisions and updates the
   * service by itself. Terraform then makes the first revision and leaves the service's alone: what it changes in the
   * task definition is deployed when the pipeline builds its next revision on the newest of the family.
   * @default "terraform"
   */
  rollout,
  deployment,
});

/**
 * Old and new tasks side by side; the old ones go when the new ones are healthy. What must never run twice at a time
 * takes 0 and 100: the old task goes first, and nothing runs until the new one does.
 */
export const standingDeployment = shapeOf(z.strictObject(rolling(100, 200)).prefault({}));

/** The same behind a load balancer, which also tells how the new tasks answer. */
export const balancedDeployment = shapeOf(
  z
    .strictObject({
      ...rolling(100, 200),
      /**
       * Share of answers with a 5xx status at which ECS rolls a deployment back, though the tasks call themselves
       * healthy; measured for two minutes on end, from 20 requests a minute. A CloudWatch alarm over two metrics:
       * about $0.20 a month; and each deployment takes those minutes longer. Without a load balancer nobody counts
       * answers: the tasks' health alone decides.
       * @default 5
       */
      errorPercent: z.union([z.number().min(0.1).max(100), z.literal("ignored")]).default(5),
    })
    .prefault({}),
);
