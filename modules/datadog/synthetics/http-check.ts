import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { datadogTags, type Tags } from "../../core/tags.js";
import { type Audience, message } from "../message.js";

export interface HttpCheckProps {
  readonly tags: Tags;
  readonly audience: Audience;
  readonly url: string;
  /** From where Datadog asks. */
  readonly locations: readonly string[];
  readonly everySeconds: number;
  readonly status: number;
  readonly withinMilliseconds: number;
  /** Whether it's asked at all; else it waits for somebody who starts it. */
  readonly live: boolean;
}

/** A single failure is a packet that was lost: asked twice more, it must fail for as long as two rounds. */
const RETRY = { count: 2, interval: 1000 } as const;

/** Datadog takes no longer one. Source: Datadog API reference, `min_failure_duration`. */
const LONGEST_FAILURE_SECONDS = 7200;

/**
 * Datadog asks a public host as its users do: by its name, over TLS, from outside. It tells whom the environment's
 * monitors tell, by the monitor that Datadog makes of it.
 *
 * A class of its own in the place of the provider's binding, of whose 1.7 MB it would use a page.
 */
export class HttpCheck extends TerraformResource {
  static readonly tfResourceType = "datadog_synthetics_test";
  private readonly props: HttpCheckProps;

  constructor(scope: Construct, id: string, props: HttpCheckProps) {
    super(scope, id, { terraformResourceType: HttpCheck.tfResourceType });
    this.props = props;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { tags, audience, url, locations, everySeconds, status, withinMilliseconds, live } = this.props;
    const { host } = new URL(url);
    return {
      name: `[${tags.environment}] ${host}: doesn't answer from outside`,
      type: "api",
      subtype: "http",
      status: live ? "live" : "paused",
      locations: [...locations].sort(),
      message: message({
        meaning: `${url} doesn't answer ${status} within ${withinMilliseconds} ms as the world asks it.`,
        firstSteps: [
          "Whether one location fails or all",
          "The load balancer and its services",
          "The name and its certificate",
        ],
        audience,
      }),
      tags: [...datadogTags(tags), `environment:${tags.environment}`, `host:${host}`],
      request_definition: { method: "GET", url },
      assertion: [
        { type: "statusCode", operator: "is", target: String(status) },
        { type: "responseTime", operator: "lessThan", target: String(withinMilliseconds) },
      ],
      options_list: {
        tick_every: everySeconds,
        min_failure_duration: Math.min(2 * everySeconds, LONGEST_FAILURE_SECONDS),
        min_location_failed: Math.min(2, locations.length),
        follow_redirects: true,
        monitor_priority: 1,
        retry: RETRY,
        monitor_options: { renotify_interval: 60 },
      },
    };
  }
}
