import { describe, expect, it } from "vitest";
import { type DeployableEnvironment, PlatformProject } from "../../../modules/gitlab/platform-project.js";
import { synth } from "../../support/synth.js";

const staging: DeployableEnvironment = {
  name: "staging",
  protected: false,
  url: "https://staging.acme.test",
  variables: { AWS_REGION: "eu-west-1", AWS_ACCOUNT_ID: "222222222222" },
};
const production: DeployableEnvironment = {
  name: "production",
  protected: true,
  variables: { AWS_ACCOUNT_ID: "333333333333" },
};
const stack = synth((scope) => {
  const environments = [staging, production];
  new PlatformProject(scope, "project", { groupId: 7, project: "platform", visibility: "private", environments });
});

describe("the platform's GitLab project", () => {
  it("stands in the group, as visible as it was made, and merges only what passed", () => {
    expect(stack.one("gitlab_project")).toEqual({
      name: "platform",
      path: "platform",
      namespace_id: 7,
      visibility_level: "private",
      default_branch: "main",
      only_allow_merge_if_pipeline_succeeds: true,
    });
  });

  it("has an environment for each environment, with an address where there is one", () => {
    expect(stack.all("gitlab_project_environment")).toEqual([
      { project: "${project/project.id}", name: "production", tier: "production", stop_before_destroy: true },
      {
        project: "${project/project.id}",
        name: "staging",
        tier: "staging",
        stop_before_destroy: true,
        external_url: "https://staging.acme.test",
      },
    ]);
  });

  it("gives each variable to the jobs of its own environment alone, a protected one's to protected branches", () => {
    const facts = stack
      .all("gitlab_project_variable")
      .map((one) => [one["environment_scope"], one["key"], one["value"], one["protected"]]);
    expect(facts).toEqual([
      ["${project/environment-production.name}", "AWS_ACCOUNT_ID", "333333333333", true],
      ["${project/environment-staging.name}", "AWS_ACCOUNT_ID", "222222222222", false],
      ["${project/environment-staging.name}", "AWS_REGION", "eu-west-1", false],
    ]);
  });

  it("takes variables to the letter and hides none: they are no secrets", () => {
    for (const variable of stack.all("gitlab_project_variable")) {
      expect(variable).toMatchObject({ raw: true, masked: false, project: "${project/project.id}" });
    }
  });
});
