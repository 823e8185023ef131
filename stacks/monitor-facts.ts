import type { App } from "cdktf";
import type { Levels } from "../modules/core/monitoring/levels.js";
import { Downtimes } from "../modules/datadog/downtimes.js";
import { Monitor } from "../modules/datadog/monitor.js";

/** What people want to know of a monitor. */
export interface MonitorFacts {
  /** Its stack. */
  readonly environment: string;
  /** What it watches, as Datadog tags it: `service:api`. */
  readonly subject: string;
  /** Its name among those of its subject: `latency`. */
  readonly name: string;
  readonly title: string;
  /** With the names of objectives and monitors in the place of ids. */
  readonly query: string;
  /** @default - none: it holds or doesn't */
  readonly levels?: Levels;
  /** What the levels are of, for instance `%`. @default - not said */
  readonly unit?: string;
  readonly priority: number;
  /** Handles, by level. */
  readonly tells: { readonly warning: readonly string[]; readonly critical: readonly string[] };
  readonly meaning: string;
  /** Where the levels come from. @default - not said */
  readonly reason?: string;
  /** Why it tells nobody. @default - it isn't silenced */
  readonly silence?: string;
}

/** A time at which nobody is told of monitors, whoever hears of them else. */
export interface QuietFacts {
  /** Its stack. */
  readonly environment: string;
  /** Of which monitors, as Datadog tags them. @default - all of the environment */
  readonly subject?: string;
  /** When, and why. */
  readonly message: string;
}

/** Every such time of the stacks of an app. */
export function quietTimesOf(app: App): readonly QuietFacts[] {
  return app.node.findAll().flatMap((node) => {
    if (!(node instanceof Downtimes)) return [];
    const { tags, times } = node.props;
    return Object.values(times).map(({ subject, message }) => ({
      environment: tags.environment,
      ...(subject === undefined ? {} : { subject }),
      message,
    }));
  });
}

/** Every monitor of the stacks of an app, in the order in which they were made; nothing is written. */
export function monitorsOf(app: App): readonly MonitorFacts[] {
  return app.node.findAll().flatMap((node) => (node instanceof Monitor ? [factsOf(node)] : []));
}

function factsOf({ node, props, said, told }: Monitor): MonitorFacts {
  const { tags, subject, title, thresholds, priority, meaning, unit, reason, silence } = props;
  return {
    environment: tags.environment,
    subject,
    name: node.id,
    title,
    query: said,
    ...(thresholds === undefined ? {} : { levels: levelsOf(thresholds) }),
    ...(unit === undefined ? {} : { unit }),
    priority,
    tells: told,
    meaning,
    ...(reason === undefined ? {} : { reason }),
    ...(silence === undefined ? {} : { silence }),
  };
}

function levelsOf({ comparator, warning, warningRecovery, critical, criticalRecovery }: Levels): Levels {
  return {
    comparator,
    warning,
    ...(warningRecovery === undefined ? {} : { warningRecovery }),
    critical,
    ...(criticalRecovery === undefined ? {} : { criticalRecovery }),
  };
}
