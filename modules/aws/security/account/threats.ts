import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector/index.js";
import {
  GuarddutyDetectorFeature,
  type GuarddutyDetectorFeatureConfig,
} from "@cdktf/provider-aws/lib/guardduty-detector-feature/index.js";
import { Construct } from "constructs";

/** What GuardDuty can look at beside what it always does, as it calls it. */
export const FEATURES = {
  s3: "S3_DATA_EVENTS",
  "rds-logins": "RDS_LOGIN_EVENTS",
  runtime: "RUNTIME_MONITORING",
  malware: "EBS_MALWARE_PROTECTION",
  lambda: "LAMBDA_NETWORK_LOGS",
  kubernetes: "EKS_AUDIT_LOGS",
} as const;

export type Protection = keyof typeof FEATURES;

export interface ThreatsProps {
  /** Beside CloudTrail's management events, flow logs and DNS queries. */
  readonly protections: readonly Protection[];
}

/** The agent that RUNTIME_MONITORING needs beside tasks on Fargate; on instances it's the owner's to install. */
const AGENT = "ECS_FARGATE_AGENT_MANAGEMENT";

/** GuardDuty in one account and region, which can have it once. */
export class Threats extends Construct {
  constructor(scope: Construct, id: string, { protections }: ThreatsProps) {
    super(scope, id);
    const detector = new GuarddutyDetector(this, "detector", {
      enable: true,
      findingPublishingFrequency: "FIFTEEN_MINUTES",
    });
    // Said of each, on or off: a new detector comes with most of them on, which begin to cost after a month.
    for (const [protection, feature] of Object.entries(FEATURES)) {
      const status = protections.includes(protection as Protection) ? "ENABLED" : "DISABLED";
      const common = { detectorId: detector.id, name: feature, status };
      if (feature === "RUNTIME_MONITORING") this.runtime(common);
      else new GuarddutyDetectorFeature(this, feature.toLowerCase().replaceAll("_", "-"), common);
    }
  }

  /**
   * AWS answers with agents of other kinds, too, and in an order of its own, which the provider would replace each time.
   * So it's at one address on and at another off: going away changes nothing at AWS, and being made says all of it.
   */
  private runtime(common: GuarddutyDetectorFeatureConfig & { readonly status: string }): void {
    new GuarddutyDetectorFeature(this, common.status === "ENABLED" ? "runtime-monitoring" : "runtime-monitoring-off", {
      ...common,
      additionalConfiguration: [{ name: AGENT, status: common.status }],
      lifecycle: { ignoreChanges: ["additional_configuration"] },
    });
  }
}
