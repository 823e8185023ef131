import { name } from "../../core/names.js";
import type { Permission } from "../../core/refs/permission.js";
import type { Sleepers } from "./steps.js";

export interface PermissionsProps extends Sleepers {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
}

/** What it takes to stop and start exactly these, and no other. */
export function permissionsOf(props: PermissionsProps): readonly Permission[] {
  const { services, instances, databases, crons, account, region } = props;
  const arn = (service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;
  const identifiersOf = (wanted: "instance" | "cluster") =>
    databases.flatMap(({ kind, identifier }) => (kind === wanted ? [identifier] : []));
  const permissions: readonly Permission[] = [
    {
      actions: ["ecs:DescribeServices", "ecs:UpdateService"],
      resources: services.map(({ clusterName, serviceName }) => arn("ecs", `service/${clusterName}/${serviceName}`)),
    },
    {
      // Targets are numbered by AWS: only what they scale can be named.
      actions: ["application-autoscaling:RegisterScalableTarget"],
      resources: services.some(({ scaled }) => scaled) ? [arn("application-autoscaling", "scalable-target/*")] : [],
      condition: {
        StringEquals: {
          "application-autoscaling:service-namespace": "ecs",
          "application-autoscaling:scalable-dimension": "ecs:service:DesiredCount",
        },
      },
    },
    {
      actions: ["autoscaling:UpdateAutoScalingGroup"],
      resources: instances.map(({ groupName }) =>
        arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${groupName}`),
      ),
    },
    {
      actions: ["rds:DescribeDBInstances", "rds:StartDBInstance", "rds:StopDBInstance"],
      resources: identifiersOf("instance").map((identifier) => arn("rds", `db:${identifier}`)),
    },
    {
      actions: ["rds:DescribeDBClusters", "rds:StartDBCluster", "rds:StopDBCluster"],
      resources: identifiersOf("cluster").map((identifier) => arn("rds", `cluster:${identifier}`)),
    },
    {
      actions: ["scheduler:GetSchedule", "scheduler:UpdateSchedule"],
      resources: crons.map(({ scheduleGroup, scheduleName }) =>
        arn("scheduler", `schedule/${scheduleGroup}/${scheduleName}`),
      ),
    },
    {
      // A schedule is written whole, and its role with it.
      actions: ["iam:PassRole"],
      resources: crons.map((cron) => roleOf(cron.name, props)),
      condition: { StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } },
    },
  ];
  return permissions.filter(({ resources }) => resources.length > 0);
}

/** The role of a cron's schedule. */
function roleOf(service: string, { environment, account }: PermissionsProps): string {
  return `arn:aws:iam::${account}:role/${name("aws_iam_role", environment, service, "schedule")}`;
}
