import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
import { DatadogProvider } from "@cdktf/provider-datadog/lib/provider/index.js";
import { DigitaloceanProvider } from "@cdktf/provider-digitalocean/lib/provider/index.js";
import { GitlabProvider } from "@cdktf/provider-gitlab/lib/provider/index.js";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { GANTRY_DIRECTORY } from "../../local/paths.js";
import { buildPlatform, type PlatformOptions } from "../../stacks/platform.js";

/**
 * CDKTF wants a folder for what it would write: one for all tests, which stays empty. Vitest ends its workers before
 * they could remove one of their own.
 */
const outdir = join(GANTRY_DIRECTORY, "synth");
mkdirSync(join(outdir, "stacks"), { recursive: true });

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
      .map((entry) => this.placedAt(entry))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Made readable when it's asked for: few tests ask for all. */
  private placedAt([type, id, written]: readonly [string, string, Resource]): Placed {
    const [address, path] = placeOf([type, id, written]);
    const readable = () => {
      const { "//": _, ...resource } = this.readable(written);
      return resource;
    };
    let known: Resource | undefined;
    return {
      type,
      path,
      address,
      get resource() {
        known ??= readable();
        return known;
      },
    };
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
  const stack = new TerraformStack(new App({ outdir }), "test");
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  new DatadogProvider(stack, "datadog", {});
  new GitlabProvider(stack, "gitlab", {});
  new DigitaloceanProvider(stack, "digitalocean", {});
  build(stack);
  stack.prepareStack();
  return resolved(stack);
}

/** The platform as `cdktf synth` writes it, by stack; without the files. */
export function synthPlatform(options: Omit<PlatformOptions, "outdir">): ReadonlyMap<string, Synthesized> {
  const stacks = buildPlatform({ ...options, outdir }).node.children.filter((node) => TerraformStack.isStack(node));
  for (const stack of stacks) stack.prepareStack();
  return new Map(stacks.map((stack) => [stack.node.id, resolved(stack)]));
}

function resolved(stack: TerraformStack): Synthesized {
  stack.runAllValidations();
  return new Synthesized(stack.toTerraform());
}
