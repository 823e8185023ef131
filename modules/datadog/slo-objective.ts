import {
  ServiceLevelObjective,
  type ServiceLevelObjectiveConfig,
} from "@cdktf/provider-datadog/lib/service-level-objective/index.js";
import { Construct } from "constructs";
import type { BurnName, Days } from "../core/monitoring/objectives.js";
import { datadogTags, type Tags } from "../core/tags.js";

/** What others need to know of an objective. */
export interface ObjectiveRef {
  /** For instance `availability`. */
  readonly name: string;
  /** Datadog's id for it, known once it's made. */
  readonly id: string;
  /** In percent. */
  readonly target: number;
  readonly days: Days;
  readonly burns: readonly BurnName[];
  /** What is promised, in a sentence without its full stop. */
  readonly promise: string;
  /** The monitors that see the same from nearby. */
  readonly told: string;
  /** Why nobody hears of its burn rates. @default - people do */
  readonly silence?: string;
}

/** What counts as good. */
export type Indicator =
  | {
      /** Sums of counts: of what was good, and of all. */
      readonly good: string;
      readonly all: string;
    }
  | {
      /** Five minutes are good while this metric stands so. */
      readonly metric: string;
      readonly comparator: "<=" | ">=";
      readonly threshold: number;
    };

export interface ObjectiveProps extends Omit<ObjectiveRef, "name" | "id" | "told"> {
  readonly tags: Tags;
  /** Its service, as Datadog tags it. */
  readonly subject: string;
  readonly title: string;
  /** Below it, its page turns yellow. */
  readonly warning: number;
  readonly indicator: Indicator;
  readonly told: string;
  /** Where the target comes from. */
  readonly reason: string;
}

const SLICE_SECONDS = 300;

/** What is promised of a service, and counted by Datadog. */
export class Objective extends Construct {
  readonly ref: ObjectiveRef;
  readonly props: ObjectiveProps;

  constructor(scope: Construct, id: string, props: ObjectiveProps) {
    super(scope, id);
    const { title, target, warning, days, promise, reason, tags, subject, burns, told, silence } = props;
    this.props = props;
    const objective = new ServiceLevelObjective(this, "objective", {
      name: title,
      description: `${promise}. Why this target: ${reason}`,
      ...counted(props.indicator),
      thresholds: [{ timeframe: `${days}d`, target, warning }],
      tags: [...datadogTags(tags), subject, `objective:${id}`],
    });
    this.ref = {
      name: id,
      id: objective.id,
      target,
      days,
      burns,
      promise,
      told,
      ...(silence === undefined ? {} : { silence }),
    };
  }
}

function counted(indicator: Indicator): Pick<ServiceLevelObjectiveConfig, "type" | "query" | "sliSpecification"> {
  if ("good" in indicator) {
    return { type: "metric", query: { numerator: indicator.good, denominator: indicator.all } };
  }
  const { metric, comparator, threshold } = indicator;
  return {
    type: "time_slice",
    sliSpecification: {
      timeSlice: {
        comparator,
        threshold,
        queryIntervalSeconds: SLICE_SECONDS,
        query: {
          formula: { formulaExpression: "value" },
          query: [{ metricQuery: { name: "value", query: metric } }],
        },
      },
    },
  };
}
