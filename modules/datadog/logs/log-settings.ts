import { LogsCustomPipeline } from "@cdktf/provider-datadog/lib/logs-custom-pipeline/index.js";
import { LogsIndex } from "@cdktf/provider-datadog/lib/logs-index/index.js";
import { LogsIndexOrder } from "@cdktf/provider-datadog/lib/logs-index-order/index.js";
import { Construct } from "constructs";

/** What is kept of the lines that a filter finds, and for how long. */
export interface IndexSettings {
  readonly filter: string;
  readonly retentionDays: number;
  /** @default - no end */
  readonly dailyLimit?: number;
  readonly exclude: Readonly<Record<string, { readonly filter: string; readonly percent: number }>>;
}

/** How lines that a filter finds are read. */
export interface PipelineSettings {
  readonly filter: string;
  readonly grok?: { readonly source: string; readonly rules: string };
  readonly status?: readonly string[];
  readonly date?: readonly string[];
  readonly message?: readonly string[];
  readonly trace?: readonly string[];
  /** Attributes that hold the service it is of. */
  readonly service?: readonly string[];
}

export interface LogSettingsProps {
  /** In the order in which a line is offered to them. */
  readonly indexes: Readonly<Record<string, IndexSettings>>;
  readonly pipelines: Readonly<Record<string, PipelineSettings>>;
}

/** Where an organization's logs are kept, and how they are read. */
export class LogSettings extends Construct {
  constructor(scope: Construct, id: string, { indexes, pipelines }: LogSettingsProps) {
    super(scope, id);
    const made = Object.entries(indexes).map(([index, settings]) => this.index(index, settings));
    if (made.length > 0) new LogsIndexOrder(this, "order", { indexes: made.map(({ name }) => name) });
    for (const [pipeline, settings] of Object.entries(pipelines)) this.pipeline(pipeline, settings);
  }

  private index(index: string, { filter, retentionDays, dailyLimit, exclude }: IndexSettings): LogsIndex {
    return new LogsIndex(this, `index-${index}`, {
      name: index,
      filter: { query: filter },
      retentionDays,
      disableDailyLimit: dailyLimit === undefined,
      ...(dailyLimit === undefined ? {} : { dailyLimit }),
      exclusionFilter: Object.entries(exclude).map(([name, { filter: query, percent }]) => ({
        name,
        isEnabled: true,
        filter: [{ query, sampleRate: percent / 100 }],
      })),
    });
  }

  /** First taken apart, then said what the parts are: a remapper sees what the parser before it found. */
  private pipeline(pipeline: string, { filter, grok, status, date, message, trace, service }: PipelineSettings): void {
    const enabled = { isEnabled: true };
    new LogsCustomPipeline(this, `pipeline-${pipeline}`, {
      name: pipeline,
      ...enabled,
      filter: [{ query: filter }],
      processor: [
        ...(grok === undefined
          ? []
          : [
              {
                grokParser: {
                  ...enabled,
                  name: "Take the text apart",
                  source: grok.source,
                  samples: [],
                  grok: { matchRules: grok.rules, supportRules: "" },
                },
              },
            ]),
        ...(date === undefined ? [] : [{ dateRemapper: { ...enabled, name: "Time", sources: [...date] } }]),
        ...(status === undefined ? [] : [{ statusRemapper: { ...enabled, name: "Level", sources: [...status] } }]),
        ...(message === undefined ? [] : [{ messageRemapper: { ...enabled, name: "Text", sources: [...message] } }]),
        ...(service === undefined ? [] : [{ serviceRemapper: { ...enabled, name: "Service", sources: [...service] } }]),
        ...(trace === undefined ? [] : [{ traceIdRemapper: { ...enabled, name: "Trace", sources: [...trace] } }]),
      ],
    });
  }
}
