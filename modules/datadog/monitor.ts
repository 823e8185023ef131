import { Monitor as DatadogMonitor } from "@cdktf/provider-datadog/lib/monitor/index.js";
import { Construct } from "constructs";
import type { Levels } from "../core/monitoring/levels.js";
import type { Priority } from "../core/monitoring/row.js";
import { datadogTags, type Tags } from "../core/tags.js";
import { type Audience, message } from "./message.js";
import { checkThresholds } from "./thresholds.js";

export interface MonitorProps {
  readonly tags: Tags;
  /** Tags beside those that everything has, for instance `service:api`. */
  readonly subject: string;
  /** One line that names what is wrong and where. */
  readonly title: string;
  /** Aggregation over time and the metric, without comparator: `avg(last_5m):avg:aws.rds.cpu{…}`; or what it counts. */
  readonly metric: string;
  /** What it counts are events, which come by themselves and have no recovery. @default false */
  readonly events?: boolean;
  readonly thresholds: Levels;
  /** What the numbers are of, for instance `%`. @default - not said */
  readonly unit?: string;
  /** What it means when it alerts. */
  readonly meaning: string;
  /** What to look at first. */
  readonly firstSteps: readonly string[];
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

/** Minutes after which an alert that still holds is told again: to those on call each hour, to a channel each morning. */
const RENOTIFY_MINUTES: Readonly<Record<Priority, number | undefined>> = {
  1: 60,
  2: 240,
  3: 1440,
  4: undefined,
  5: undefined,
};

const NOBODY: Audience = { warning: [], critical: [] };

/**
 * A monitor with a warning and a critical level, and recoveries where Datadog has them. The number in the query is
 * the critical level by construction: Datadog refuses two that differ.
 */
export class Monitor extends Construct {
  /** What it asks: the query to the letter. */
  readonly query: string;
  readonly props: MonitorProps;
  /** Whom it tells, by level. */
  readonly told: Audience;

  constructor(scope: Construct, id: string, props: MonitorProps) {
    super(scope, id);
    const { thresholds, silence } = props;
    checkThresholds(this.node.path, thresholds);
    this.props = props;
    this.query = `${props.metric} ${thresholds.comparator} ${thresholds.critical}`;
    this.told = silence === undefined ? props.audience : NOBODY;

    new DatadogMonitor(this, "monitor", {
      name: props.title,
      type: props.events === true ? "event-v2 alert" : "query alert",
      query: this.query,
      message: message({ ...props, audience: this.told }),
      monitorThresholds: levelsOf(thresholds),
      priority: String(props.priority),
      ...(props.events === true ? {} : { evaluationDelay: CLOUDWATCH_DELAY_SECONDS }),
      ...(props.newGroupDelaySeconds === undefined ? {} : { newGroupDelay: props.newGroupDelaySeconds }),
      ...this.renotification(),
      requireFullWindow: false,
      notifyNoData: false,
      includeTags: true,
      tags: [...datadogTags(props.tags), props.subject, `monitor:${id}`],
    });
  }

  /** Of alerts alone: a warning is told once. */
  private renotification() {
    const minutes = RENOTIFY_MINUTES[this.props.priority];
    if (minutes === undefined || this.told.critical.length === 0) return {};
    return { renotifyInterval: minutes, renotifyStatuses: ["alert"] };
  }
}

function levelsOf({ warning, warningRecovery, critical, criticalRecovery }: Levels) {
  return {
    warning: String(warning),
    ...(warningRecovery === undefined ? {} : { warningRecovery: String(warningRecovery) }),
    critical: String(critical),
    ...(criticalRecovery === undefined ? {} : { criticalRecovery: String(criticalRecovery) }),
  };
}
