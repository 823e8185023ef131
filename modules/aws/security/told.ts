import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target/index.js";
import { Construct } from "constructs";
import { name } from "../../core/names.js";

export interface ToldProps {
  /** Parts of the rule's name. */
  readonly ruleName: readonly string[];
  readonly description: string;
  /** Which events, as EventBridge writes it. */
  readonly pattern: object;
  /** Where in an event each word of the text is: `{ state: "$.detail.state" }`. */
  readonly words: Readonly<Record<string, string>>;
  /** A line, with words in angle brackets: `AWS Backup: <state>`. */
  readonly text: string;
  /** Topic that may be published to by rules. */
  readonly topicArn: string;
}

/** Events that a topic is told of, as one line for people and not as JSON. */
export class Told extends Construct {
  constructor(scope: Construct, id: string, props: ToldProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "rule", {
      name: name("aws_cloudwatch_event_rule", ...props.ruleName),
      description: props.description,
      eventPattern: JSON.stringify(props.pattern),
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      targetId: "topic",
      arn: props.topicArn,
      inputTransformer: { inputPaths: { ...props.words }, inputTemplate: `"${props.text}"` },
    });
  }
}
