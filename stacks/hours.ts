import type { Construct } from "constructs";
import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { StoreConfig } from "../environments/schema/stores/store.js";
import { Hours } from "../modules/aws/hours/hours.js";
import type { Sleepers } from "../modules/aws/hours/steps.js";
import type { SleepingDatabase } from "../modules/aws/hours/turns.js";
import type { Calendar } from "../modules/core/calendar.js";
import { name } from "../modules/core/names.js";
import type { ClusterRef } from "../modules/core/refs/clusters.js";
import type { ServiceRef } from "../modules/core/refs/services.js";
import type { StoreRef } from "../modules/core/refs/stores.js";
import type { Tags } from "../modules/core/tags.js";
import { Downtimes, type QuietTime } from "../modules/datadog/downtimes.js";
import { HoursMonitors } from "../modules/datadog/hours-monitors.js";
import { closuresOf, nightsOf, windowOf } from "../modules/datadog/recurrences.js";
import { schedulesOf } from "./services.js";

export interface BuildHoursProps {
  readonly environment: EnvironmentConfig;
  readonly tags: Tags;
  readonly services: readonly ServiceRef[];
  readonly stores: readonly StoreRef[];
  readonly clusters: ReadonlyMap<string, ClusterRef>;
  /** When the stack is written. */
  readonly now: Date;
}

/** When an environment sleeps, and when nobody is told of what its monitors find: both of one calendar. */
export function buildHours(scope: Construct, props: BuildHoursProps): void {
  const { environment, tags, now } = props;
  const { name: environmentName, account, region, hours } = environment;
  if (hours !== undefined) {
    const { failuresName, machineName } = new Hours(scope, "hours", {
      environment: environmentName,
      account,
      region,
      calendar: hours,
      schedules: schedulesOf(scope, environment),
      ...sleepersOf(props),
    });
    new HoursMonitors(scope, "hours-monitors", { tags, audience: environment.alerts, failuresName, machineName });
  }
  const times = { ...(hours === undefined ? {} : outside(hours)), ...maintenance(environment) };
  if (Object.keys(times).length > 0) new Downtimes(scope, "downtimes", { tags, times, now });
}

/** Everything of the environment that can be stopped. */
function sleepersOf({ environment, services, stores, clusters }: BuildHoursProps): Sleepers {
  return {
    services: services.flatMap((service) => {
      if (service.kind === "cron" || service.kind === "daemon") return [];
      const { clusterName, serviceName, desiredCount: tasks } = service;
      const config = environment.services[service.name];
      const scaled = config !== undefined && "count" in config && typeof config.count !== "number";
      return [{ name: service.name, clusterName, serviceName, tasks, scaled }];
    }),
    instances: [...clusters].flatMap(([cluster, { instanceGroup }]) => {
      const config = environment.clusters[cluster];
      if (instanceGroup === undefined || config?.on !== "ec2") return [];
      // By its name: the group needn't stand before what only names it.
      const groupName = name("aws_autoscaling_group", environment.name, cluster);
      return [{ name: cluster, groupName, minimum: config.count[0] }];
    }),
    databases: stores.flatMap((store) => {
      const kind = DATABASES[store.kind];
      return kind === undefined ? [] : [{ name: store.name, kind, identifier: store.physicalName }];
    }),
    crons: services.flatMap((service) =>
      service.kind === "cron" && service.enabled
        ? [{ name: service.name, scheduleName: service.scheduleName, scheduleGroup: service.scheduleGroup }]
        : [],
    ),
  };
}

/** What RDS can stop. ElastiCache and the rest have no such state. */
const DATABASES: Readonly<Partial<Record<StoreRef["kind"], SleepingDatabase["kind"]>>> = {
  postgres: "instance",
  mysql: "instance",
  "aurora-postgres": "cluster",
  "aurora-mysql": "cluster",
};

/** Few enough to be read on one page. */
const CLOSURES_EACH = 10;

function outside(hours: Calendar): Readonly<Record<string, QuietTime>> {
  const { timeZone, from, to } = hours;
  const closures = closuresOf(hours);
  const parts = Array.from({ length: Math.ceil(closures.length / CLOSURES_EACH) }, (_, index) =>
    closures.slice(index * CLOSURES_EACH, (index + 1) * CLOSURES_EACH),
  );
  return {
    nights: { message: `It sleeps outside ${from}–${to}, ${timeZone}.`, timeZone, recurrences: nightsOf(hours) },
    ...Object.fromEntries(
      parts.map((recurrences, index) => [
        `holidays-${index + 1}`,
        { message: "It sleeps on holidays.", timeZone, recurrences },
      ]),
    ),
  };
}

/** Where anybody would be told of it: a store may be away while it's patched. */
function maintenance({ alerts, stores }: EnvironmentConfig): Readonly<Record<string, QuietTime>> {
  if (alerts.warning.length + alerts.critical.length === 0) return {};
  return Object.fromEntries(
    Object.entries(stores).flatMap(([store, config]) => {
      const window = maintenanceWindowOf(config);
      if (window === undefined) return [];
      const message = `AWS may patch and restart it: its maintenance window, ${window} UTC.`;
      return [
        [
          `maintenance-${store}`,
          { message, subject: `store:${store}`, timeZone: "UTC", recurrences: [windowOf(window)] },
        ],
      ];
    }),
  );
}

function maintenanceWindowOf(config: StoreConfig): string | undefined {
  return "maintenanceWindow" in config ? config.maintenanceWindow : undefined;
}
