import { Monitor as DatadogMonitor } from "@cdktf/provider-datadog/lib/monitor/index.js";
import { Construct } from "constructs";
import { datadogTags, type Tags } from "../core/tags.js";
import { type Audience, message } from "./message.js";
import { checkThresholds, type Thresholds } from "./thresholds.js";

export interface MonitorProps {
  readonly tags: Tags;
  /** Tags beside those that everything has, for instance `service:api`. */
  readonly subject: string;
  /** One line that names what is wrong and where. */
  readonly title: string;
  /** Aggregation over time and the metric, without comparator: `avg(last_5m):avg:aws.rds.cpu{…}`. */
  readonly metric: string;
  readonly thresholds: Thresholds;
  /** What it means when it alerts. */
  readonly meaning: string;
  /** What to look at first. */
  readonly firstSteps: readonly string[];
  readonly audience: Audience;
  /** 1 wakes people, 5 waits for a quiet day; as Datadog shows it. */
  readonly priority: 1 | 2 | 3 | 4 | 5;
}

/** CloudWatch metrics reach Datadog this late; evaluating sooner would see holes. */
const CLOUDWATCH_DELAY_SECONDS = 900;

/**
 * A metric monitor with warning, critical and recovery thresholds. The number in the query is the
 * critical threshold by construction: Datadog refuses two that differ.
 */
export class Monitor extends Construct {
  constructor(scope: Construct, id: string, props: MonitorProps) {
    super(scope, id);
    const { thresholds } = props;
    checkThresholds(this.node.path, thresholds);

    new DatadogMonitor(this, "monitor", {
      name: props.title,
      type: "query alert",
      query: `${props.metric} ${thresholds.comparator} ${thresholds.critical}`,
      message: message(props),
      monitorThresholds: {
        warning: String(thresholds.warning),
        warningRecovery: String(thresholds.warningRecovery),
        critical: String(thresholds.critical),
        criticalRecovery: String(thresholds.criticalRecovery),
      },
      priority: String(props.priority),
      evaluationDelay: CLOUDWATCH_DELAY_SECONDS,
      requireFullWindow: false,
      notifyNoData: false,
      includeTags: true,
      tags: [...datadogTags(props.tags), props.subject],
    });
  }
}
