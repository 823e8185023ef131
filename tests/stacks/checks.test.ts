import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster/index.js";
import { GlueJob } from "@cdktf/provider-aws/lib/glue-job/index.js";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter/index.js";
import { App } from "cdktf";
import { describe, expect, it } from "vitest";
import { PlatformStack, type PlatformStackProps } from "../../stacks/base.js";
import { configuration, problemsOf } from "../support/configuration.js";

const props: PlatformStackProps = {
  organization: configuration().organization,
  target: "aws",
  stateKey: "sample/terraform.tfstate",
  account: "222222222222",
  region: "eu-west-1",
  lifecycle: "disposable",
};

/** A platform stack that holds what a test puts into it. */
class Sample extends PlatformStack {
  constructor(app: App, id: string, build: (stack: Sample) => void) {
    super(app, id, props);
    build(this);
  }

  override aliasedAws(alias: string): AwsProvider {
    return super.aliasedAws(alias, "111111111111", "eu-west-1");
  }

  show(value: unknown): void {
    this.output("shown", value);
  }
}

/** What the checks say of a stack that holds this. */
function problems(build: (stack: Sample) => void, app = new App()) {
  return problemsOf(() => {
    const stack = new Sample(app, "sample", build);
    for (const one of app.node.children) if (one instanceof PlatformStack) one.prepareStack();
    stack.toTerraform();
  });
}

const cluster = (stack: PlatformStack, id: string) => new EcsCluster(stack, id, { name: "staging-app" });

describe("a platform stack", () => {
  it("is written when nothing is wrong with it", () => {
    expect(problems((stack) => cluster(stack, "app"))).toEqual([]);
  });

  it("rejects two resources that would meet at one address", () => {
    expect(problems((stack) => [cluster(stack, "app.one"), cluster(stack, "appone")])).toEqual([
      {
        path: "sample/appone",
        what: "has the same address as sample/app.one",
        value: "aws_ecs_cluster.appone",
        fix: "give one of them an id that differs in letters or digits",
      },
    ]);
  });

  it("accepts one id for resources of two types", () => {
    const found = problems((stack) => {
      cluster(stack, "app.one");
      new SsmParameter(stack, "appone", { name: "/a", type: "String" });
    });
    expect(found).toEqual([]);
  });

  it.each<readonly [string, (token: string) => string]>([
    ["upper-cased", (token) => token.toUpperCase()],
    ["lower-cased", (token) => token.toLowerCase()],
    ["cut", (token) => token.slice(0, -3)],
    ["cut at its start", (token) => token.slice(6)],
  ])("rejects a token that was %s", (_, change) => {
    const [problem, ...others] = problems((stack) => stack.show(change(cluster(stack, "app").arn)));
    expect(others).toEqual([]);
    expect(problem).toEqual({
      path: "sample",
      what: "holds a token that was changed as if it were text",
      value: expect.stringMatching(/token/i) as string,
      fix: "pass the token whole, inside a template literal at most, and let Terraform's own functions change it",
    });
  });

  it("rejects a second provider of a kind without an alias", () => {
    expect(problems((stack) => void new AwsProvider(stack, "again", { region: "us-east-1" }))).toEqual([
      {
        path: "sample/again",
        what: "is a second provider of its kind without an alias of its own",
        value: "aws",
        fix: "give it an alias, and name it where it's meant",
      },
    ]);
  });

  it("accepts a second provider with an alias, and rejects a third with the same", () => {
    expect(problems((stack) => void stack.aliasedAws("ops"))).toEqual([]);
    const found = problems((stack) => {
      stack.aliasedAws("ops");
      new AwsProvider(stack, "other", { alias: "ops" });
    });
    expect(found.map(({ path }) => path)).toEqual(["sample/other"]);
  });

  it("rejects a value of another stack's construct", () => {
    const app = new App();
    let arn = "";
    new Sample(app, "other", (stack) => {
      ({ arn } = cluster(stack, "app"));
    });
    expect(problems((stack) => stack.show(arn), app)).toEqual([
      {
        path: "sample",
        what: "uses a value of another stack's construct",
        value: "other",
        fix: "publish the value as a contract in the one stack and read it in the other: modules/aws/contract",
      },
    ]);
  });

  it("rejects a dependency between constructs, which would never be written", () => {
    expect(problems((stack) => cluster(stack, "app").node.addDependency(cluster(stack, "other")))).toEqual([
      {
        path: "sample/app",
        what: "has a dependency that is never written",
        value: "sample/other",
        fix: "name what it depends on in the resource's `dependsOn`",
      },
    ]);
  });

  it("rejects a type of which nobody has said whether it holds data", () => {
    const job = { name: "job", roleArn: "arn:role", command: { scriptLocation: "s3://x" } };
    expect(problems((stack) => void new GlueJob(stack, "job", job))).toEqual([
      {
        path: "sample",
        what: "uses aws_glue_job, of which nobody has said whether it holds data",
        fix: "add it to one of the two tables in modules/core/lifecycle.ts",
      },
    ]);
  });

  it("shows everything that is wrong at once", () => {
    const found = problems((stack) => {
      cluster(stack, "app.one");
      stack.show(cluster(stack, "appone").arn.toUpperCase());
      new AwsProvider(stack, "again", {});
    });
    expect(found).toHaveLength(3);
  });
});
