import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { DatadogProvider } from "@cdktf/provider-datadog/lib/provider/index.js";
import { DigitaloceanProvider } from "@cdktf/provider-digitalocean/lib/provider/index.js";
import { GitlabProvider } from "@cdktf/provider-gitlab/lib/provider/index.js";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { buildPlatform, type PlatformOptions } from "../../stacks/platform.js";

export type Resource = Readonly<Record<string, unknown>>;

/** A stack as Terraform will read it. */
export class Synthesized {
  readonly json: {
    readonly resource?: Record<string, Record<string, Resource>>;
    readonly data?: Record<string, Record<string, Resource>>;
    readonly provider?: Record<string, Resource[]>;
    readonly output?: Record<string, Resource>;
    readonly terraform: { readonly backend?: Record<string, Resource> };
  };

  constructor(json: object) {
    this.json = json as Synthesized["json"];
  }

  /** Every resource of a type, in the order of their addresses. */
  all(type: string): readonly Resource[] {
    return Object.values(this.json.resource?.[type] ?? {});
  }

  /** The only resource of a type. */
  one(type: string): Resource {
    const all = this.all(type);
    if (all.length !== 1 || all[0] === undefined) throw new Error(`expected one ${type}, found ${all.length}`);
    return all[0];
  }

  /** Every resource with its type and address. */
  resources(): readonly { readonly type: string; readonly address: string; readonly resource: Resource }[] {
    return Object.entries(this.json.resource ?? {}).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, resource]) => ({ type, address: `${type}.${id}`, resource })),
    );
  }
}

/** Synthesizes what `build` puts into a stack with all four providers: prepared, validated, resolved. */
export function synth(build: (stack: Construct) => void): Synthesized {
  return inTemporaryFolder((outdir) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "test");
    new AwsProvider(stack, "aws", { region: "eu-west-1" });
    new DatadogProvider(stack, "datadog", {});
    new GitlabProvider(stack, "gitlab", {});
    new DigitaloceanProvider(stack, "digitalocean", {});
    build(stack);
    stack.prepareStack();
    stack.runAllValidations();
    return new Synthesized(stack.toTerraform());
  });
}

/** Writes the platform as `cdktf synth` does and reads it back, by stack. */
export function synthPlatform(options: Omit<PlatformOptions, "outdir">): ReadonlyMap<string, Synthesized> {
  return inTemporaryFolder((outdir) => {
    const app = buildPlatform({ ...options, outdir });
    app.synth();
    return new Map(
      app.node.children
        .filter((node) => TerraformStack.isStack(node))
        .map((stack) => {
          const file = join(outdir, "stacks", stack.node.id, "cdk.tf.json");
          return [stack.node.id, new Synthesized(JSON.parse(readFileSync(file, "utf8")) as object)];
        }),
    );
  });
}

function inTemporaryFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "gantry-synth-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
