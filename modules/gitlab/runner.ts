import { UserRunner } from "@cdktf/provider-gitlab/lib/user-runner/index.js";
import { Fn } from "cdktf";
import { Construct } from "constructs";

export interface RunnerProps {
  readonly projectId: string;
  readonly description: string;
  /** Jobs name these to land here; a job without tags never does. */
  readonly tags: readonly string[];
  /** Runs only jobs of protected branches and tags. */
  readonly protectedOnly: boolean;
  /** GitLab refuses less than 600. */
  readonly maximumTimeoutSeconds: number;
}

/** The registration of a runner with one project. The machine behind it takes the token. */
export class Runner extends Construct {
  /** Authentication token (`glrt-…`): secret, and known only to whoever creates the registration. */
  readonly token: string;

  constructor(scope: Construct, id: string, props: RunnerProps) {
    super(scope, id);
    const runner = new UserRunner(this, "registration", {
      runnerType: "project_type",
      projectId: Fn.tonumber(props.projectId),
      description: props.description,
      tagList: [...props.tags],
      untagged: false,
      locked: true,
      accessLevel: props.protectedOnly ? "ref_protected" : "not_protected",
      maximumTimeout: props.maximumTimeoutSeconds,
    });
    this.token = runner.token;
  }
}
