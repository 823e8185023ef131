import { Monitor as DatadogMonitor } from "@cdktf/provider-datadog/lib/monitor/index.js";
import { Construct } from "constructs";
import type { Levels } from "../core/monitoring/levels.js";
import { type Priority, RENOTIFY_MINUTES } from "../core/monitoring/row.js";
import { datadogTags, type Tags } from "../core/tags.js";
import type { Link } from "./dashboards/links.js";
import { type Audience, message } from "./message.js";
import { checkThresholds } from "./thresholds.js";

/** What a monitor looks at, and by it Datadog's type. */
export type Source = "metric" | "events" | "logs" | "traces" | "monitors" | "objective";

const TYPES: Readonly<Record<Source, string>> = {
  metric: "query alert",
  events: "event-v2 alert",
  logs: "log alert",
  traces: "trace-analytics alert",
  monitors: "composite",
  objective: "slo alert",
};

export interface MonitorProps {
  readonly tags: Tags;
  /** Tags beside those that everything has, for instance `service:api`. */
  readonly subject: string;
  /** One line that names what is wrong and where. */
  readonly title: string;
  /** @default "metric" */
  readonly source?: Source;
  /** Aggregation over time and the metric, without comparator: `avg(last_5m):avg:aws.rds.cpu{…}`; or what it counts. */
  readonly metric: string;
  /** The same with names in the place of ids that aren't known yet, for people to read. @default - it has none */
  readonly said?: string;
  /** @default - none: a composite holds or doesn't */
  readonly thresholds?: Levels;
  /** How many of the points of a window tell of an anomaly. @default - it looks for none */
  readonly anomalyWindow?: string;
  /** What the numbers are of, for instance `%`. @default - not said */
  readonly unit?: string;
  /** What it means when it alerts. */
  readonly meaning: string;
  /** What to look at first. */
  readonly firstSteps: readonly string[];
  /** Where to read on. @default - nowhere */
  readonly links?: readonly Link[];
  /** Where the numbers come from. @default - not said */
  readonly reason?: string;
  readonly audience: Audience;
  /** Why nobody hears of it. @default - the audience does */
  readonly silence?: string;
  readonly priority: Priority;
  /** Seconds for which a member that is new isn't judged, where the metric is grouped. @default - it isn't grouped */
  readonly newGroupDelaySeconds?: number;
}

/** CloudWatch metrics reach Datadog this late; evaluating sooner would see holes. */
const CLOUDWATCH_DELAY_SECONDS = 900;

const NOBODY: Audience = { warning: [], critical: [] };

/**
 * A monitor with a warning and a critical level, and recoveries where Datadog has them. The number in the query is
 * the critical level by construction: Datadog refuses two that differ.
 */
export class Monitor extends Construct {
  /** What it asks: the query to the letter. */
  readonly query: string;
  /** The same for people to read. */
  readonly said: string;
  readonly props: MonitorProps;
  /** Whom it tells, by level. */
  readonly told: Audience;
  /** Datadog's number for it, known once it's made; composites name it. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: MonitorProps) {
    super(scope, id);
    const { thresholds, silence, source = "metric" } = props;
    if (thresholds !== undefined) checkThresholds(this.node.path, thresholds);
    this.props = props;
    this.query = queryOf(props);
    this.said = queryOf({ ...props, metric: props.said ?? props.metric });
    this.told = silence === undefined ? props.audience : NOBODY;

    const resource = new DatadogMonitor(this, "monitor", {
      name: props.title,
      type: TYPES[source],
      query: this.query,
      message: message({ ...props, audience: this.told }),
      ...(thresholds === undefined ? {} : { monitorThresholds: levelsOf(thresholds) }),
      ...(props.anomalyWindow === undefined
        ? {}
        : {
            monitorThresholdWindows: {
              triggerWindow: `last_${props.anomalyWindow}`,
              recoveryWindow: `last_${props.anomalyWindow}`,
            },
          }),
      priority: String(props.priority),
      ...(isCloudWatch(props) ? { evaluationDelay: CLOUDWATCH_DELAY_SECONDS } : {}),
      ...(props.newGroupDelaySeconds === undefined ? {} : { newGroupDelay: props.newGroupDelaySeconds }),
      ...this.renotification(),
      requireFullWindow: false,
      notifyNoData: false,
      includeTags: true,
      tags: [...datadogTags(props.tags), props.subject, `monitor:${id}`],
    });
    this.id = resource.id;
  }

  /** Of alerts alone: a warning is told once. */
  private renotification() {
    const minutes = RENOTIFY_MINUTES[this.props.priority];
    if (minutes === undefined || this.told.critical.length === 0) return {};
    return { renotifyInterval: minutes, renotifyStatuses: ["alert"] };
  }
}

/** Datadog judges an anomaly by the share of points that are one: all of them is the most, so that it must be enough. */
function queryOf({ metric, thresholds, anomalyWindow }: MonitorProps): string {
  if (thresholds === undefined) return metric;
  const { comparator, critical } = thresholds;
  return `${metric} ${anomalyWindow === undefined ? comparator : `${comparator}=`} ${critical}`;
}

/** What a service or its agent sends itself is there at once. */
function isCloudWatch({ source = "metric", metric }: MonitorProps): boolean {
  return source === "metric" && /:aws\./.test(metric);
}

function levelsOf({ warning, warningRecovery, critical, criticalRecovery }: Levels) {
  return {
    warning: String(warning),
    ...(warningRecovery === undefined ? {} : { warningRecovery: String(warningRecovery) }),
    critical: String(critical),
    ...(criticalRecovery === undefined ? {} : { criticalRecovery: String(criticalRecovery) }),
  };
}
