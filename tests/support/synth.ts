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

/** The arguments of a resource, in Terraform's spelling. */
export type Resource = Readonly<Record<string, unknown>>;

/** A resource and where it stands: in the graph of constructs, and in Terraform's. */
export interface Placed {
  readonly type: string;
  /** Path of its construct in the stack, for instance `network/vpc`. */
  readonly path: string;
  /** For instance `aws_vpc.network_vpc_4E8F0223`. */
  readonly address: string;
  readonly resource: Resource;
}

type ById = Record<string, Record<string, Resource>>;

/**
 * A stack as Terraform will read it.
 *
 * Its resources are shown with every reference to another one written by construct path, so that
 * tests can say `${network/vpc.id}` and hold no hash.
 */
export class Synthesized {
  /** What is written, to the letter. */
  readonly json: {
    readonly resource?: ById;
    readonly data?: ById;
    readonly provider?: Record<string, Resource[]>;
    readonly output?: Record<string, Resource>;
    readonly moved?: readonly { readonly from: string; readonly to: string }[];
    readonly terraform: { readonly backend?: Record<string, Resource> };
  };
  private readonly paths: ReadonlyMap<string, string>;
  private readonly placed: readonly Placed[];

  constructor(json: object) {
    this.json = json as Synthesized["json"];
    const { resource = {}, data = {} } = this.json;
    this.paths = new Map([
      ...entries(resource).map(placeOf),
      ...entries(data).map((one) => placeOf(one).map((part) => `data.${part}`) as [string, string]),
    ]);
    this.placed = entries(resource)
      .map(([type, id, written]) => {
        const { "//": _, ...resource } = this.readable(written);
        const [address, path] = placeOf([type, id, written]);
        return { type, path, address, resource };
      })
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Every resource, in the order of their paths. */
  resources(): readonly Placed[] {
    return this.placed;
  }

  /** Every resource of a type, in the order of their paths. */
  all(type: string): readonly Resource[] {
    return this.placed.filter((one) => one.type === type).map(({ resource }) => resource);
  }

  /** The only resource of a type. */
  one(type: string): Resource {
    const all = this.all(type);
    if (all.length !== 1 || all[0] === undefined) throw new Error(`expected one ${type}, found ${all.length}`);
    return all[0];
  }

  /** The resource of a type at a construct path. */
  at(type: string, path: string): Resource {
    const found = this.placed.find((one) => one.type === type && one.path === path);
    if (found === undefined) throw new Error(`there is no ${type} at ${path}`);
    return found.resource;
  }

  /** Construct paths of every resource of a type, sorted. */
  pathsOf(type: string): readonly string[] {
    return this.placed.flatMap((one) => (one.type === type ? [one.path] : []));
  }

  /** The value with every reference written by construct path. */
  readable<Value>(value: Value): Value {
    const byPath = JSON.stringify(value).replace(ADDRESS, (address) => this.paths.get(address) ?? address);
    return JSON.parse(byPath) as Value;
  }
}

const ADDRESS = /(?:data\.)?[a-z0-9_]+\.[\w-]+/g;

function entries(byId: ById): readonly (readonly [type: string, id: string, resource: Resource])[] {
  return Object.entries(byId).flatMap(([type, resources]) =>
    Object.entries(resources).map(([id, resource]) => [type, id, resource] as const),
  );
}

/** Address and construct path, from the metadata that CDKTF writes beside the arguments. */
function placeOf([type, id, resource]: readonly [string, string, Resource]): readonly [string, string] {
  const comment = resource["//"] as { readonly metadata: { readonly path: string } } | undefined;
  return [`${type}.${id}`, comment?.metadata.path.split("/").slice(1).join("/") ?? id];
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
