import { Construct } from "constructs";
import { Notices } from "../notices.js";
import { Told } from "../told.js";
import { MANAGED_RULES } from "./config-rules.js";

export interface FindingsProps {
  readonly account: string;
  readonly region: string;
  readonly email: readonly string[];
  /** From which on findings of GuardDuty are told. @default - it's off */
  readonly severity?: Severity;
  /** Whether AWS Config is on. */
  readonly config: boolean;
}

export type Severity = keyof typeof SEVERITIES;

/** Where each begins. Source: Amazon GuardDuty user guide, "Severity levels for GuardDuty findings". */
const SEVERITIES = { low: 1, medium: 4, high: 7 } as const;

/** Who is mailed what GuardDuty and AWS Config find in an account and region. */
export class Findings extends Construct {
  constructor(scope: Construct, id: string, { account, region, email, severity, config }: FindingsProps) {
    super(scope, id);
    const { arn: topicArn } = new Notices(this, "notices", {
      owner: "security",
      topic: region,
      description: "Security findings",
      account,
      region,
      publishers: ["rules"],
      email,
    });
    if (severity !== undefined) {
      new Told(this, "threats", {
        ruleName: ["security", "threats"],
        description: `Findings of GuardDuty, of ${severity} severity and worse`,
        pattern: {
          source: ["aws.guardduty"],
          "detail-type": ["GuardDuty Finding"],
          detail: { severity: [{ numeric: [">=", SEVERITIES[severity]] }] },
        },
        words: { severity: "$.detail.severity", title: "$.detail.title", type: "$.detail.type", id: "$.detail.id" },
        text: `GuardDuty in ${account}, ${region}, severity <severity>: <title> (<type>, finding <id>)`,
        topicArn,
      });
    }
    if (config) {
      new Told(this, "violations", {
        ruleName: ["security", "violations"],
        description: "What AWS Config judges to be against a rule",
        pattern: {
          source: ["aws.config"],
          "detail-type": ["Config Rules Compliance Change"],
          detail: {
            messageType: ["ComplianceChangeNotification"],
            configRuleName: Object.keys(MANAGED_RULES),
            newEvaluationResult: { complianceType: ["NON_COMPLIANT"] },
          },
        },
        words: {
          rule: "$.detail.configRuleName",
          type: "$.detail.resourceType",
          resource: "$.detail.resourceId",
        },
        text: `AWS Config in ${account}, ${region}: <type> <resource> is against the rule <rule>`,
        topicArn,
      });
    }
  }
}
