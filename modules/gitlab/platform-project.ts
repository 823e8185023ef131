import { Project } from "@cdktf/provider-gitlab/lib/project/index.js";
import { ProjectEnvironment } from "@cdktf/provider-gitlab/lib/project-environment/index.js";
import { ProjectVariable } from "@cdktf/provider-gitlab/lib/project-variable/index.js";
import { Construct } from "constructs";

/** An environment as GitLab's jobs see it. */
export interface DeployableEnvironment {
  readonly name: string;
  readonly protected: boolean;
  /** Where it's reached. @default - it has no address of its own */
  readonly url?: string;
  /** Settings of jobs that deploy to it. Never secrets. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface PlatformProjectProps {
  readonly groupId: number;
  readonly project: string;
  readonly visibility: "private" | "internal";
  readonly environments: readonly DeployableEnvironment[];
}

/** The GitLab project that this repository lives in, with one environment per long-lived environment. */
export class PlatformProject extends Construct {
  /** Numeric id, as GitLab's API wants it for runners. */
  readonly projectId: string;

  constructor(scope: Construct, id: string, { groupId, project, visibility, environments }: PlatformProjectProps) {
    super(scope, id);
    const resource = new Project(this, "project", {
      name: project,
      path: project,
      namespaceId: groupId,
      visibilityLevel: visibility,
      defaultBranch: "main",
      onlyAllowMergeIfPipelineSucceeds: true,
    });
    this.projectId = resource.id;
    for (const environment of environments) this.environment(environment);
  }

  private environment({ name, protected: isProtected, url, variables }: DeployableEnvironment): void {
    const environment = new ProjectEnvironment(this, `environment-${name}`, {
      project: this.projectId,
      name,
      tier: isProtected ? "production" : "staging",
      // GitLab deletes only what is stopped.
      stopBeforeDestroy: true,
      ...(url === undefined ? {} : { externalUrl: url }),
    });
    for (const [key, value] of Object.entries(variables)) {
      new ProjectVariable(this, `variable-${name}-${key}`, {
        project: this.projectId,
        key,
        value,
        environmentScope: environment.name,
        // Protected variables reach only jobs of protected branches and tags.
        protected: isProtected,
        masked: false,
        raw: true,
      });
    }
  }
}
