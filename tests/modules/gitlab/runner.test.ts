import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { Runner, type RunnerProps } from "../../../modules/gitlab/runner.js";
import { synth } from "../../support/synth.js";

const props: RunnerProps = {
  projectId: "4711",
  description: "Deploys the platform",
  tags: ["deploy"],
  protectedOnly: true,
  maximumTimeoutSeconds: 7200,
};
const runner = (more: Partial<RunnerProps> = {}) =>
  synth((scope) => {
    const { token } = new Runner(scope, "runner", { ...props, ...more });
    new TerraformOutput(scope, "token", { value: token, sensitive: true, staticId: true });
  });

describe("a runner", () => {
  it("belongs to one project, is locked to it, and takes only the jobs that name it", () => {
    expect(runner().one("gitlab_user_runner")).toEqual({
      runner_type: "project_type",
      project_id: '${tonumber("4711")}',
      description: "Deploys the platform",
      tag_list: ["deploy"],
      untagged: false,
      locked: true,
      access_level: "ref_protected",
      maximum_timeout: 7200,
    });
  });

  it("runs jobs of unprotected branches only when told to", () => {
    expect(runner({ protectedOnly: false }).one("gitlab_user_runner")).toMatchObject({ access_level: "not_protected" });
  });

  it("hands on its token as a reference, never as a value", () => {
    const stack = runner();
    expect(stack.readable(stack.json.output?.["token"]?.["value"])).toBe("${runner/registration.token}");
  });
});
