import { TerraformElement, TerraformProvider, TerraformResource, type TerraformStack } from "cdktf";
import type { Problem } from "../modules/core/errors.js";
import { isClassified } from "../modules/core/lifecycle.js";

/** A stack as it will be written, and the constructs it was made from. */
interface Synthesized {
  readonly stack: TerraformStack;
  readonly json: string;
}

type Check = (synthesized: Synthesized) => readonly Problem[];

/** What a stack must not be written with; every one of these would surface far later, and worse. */
const CHECKS: readonly Check[] = [
  idsAreDistinct,
  noTokenLeaked,
  providersAreDistinct,
  noImplicitReferences,
  dependenciesAreWritten,
  everyTypeIsClassified,
];

/** All that is wrong with a synthesized stack. */
export function problemsOf(stack: TerraformStack, json: unknown): readonly Problem[] {
  const synthesized = { stack, json: JSON.stringify(json) };
  return CHECKS.flatMap((check) => check(synthesized));
}

/** CDKTF drops dots and the like from ids: two elements may meet, and the second silently wins. */
function idsAreDistinct({ stack }: Synthesized): Problem[] {
  const first = new Map<string, string>();
  return elementsOf(stack).flatMap((element) => {
    const address = `${typeOf(element)}.${element.friendlyUniqueId}`;
    const other = first.get(address);
    if (other === undefined) {
      first.set(address, element.node.path);
      return [];
    }
    return [
      {
        path: element.node.path,
        what: `has the same address as ${other}`,
        value: address,
        fix: "give one of them an id that differs in letters or digits",
      },
    ];
  });
}

/** Without what stands before it: a search that began anywhere would try every length of that, everywhere. */
const LEAKED_TOKEN = /tftoken|\[token\.\d+\]/i;

/** A token that was cut, upper-cased or otherwise handled as text never resolves. */
function noTokenLeaked({ stack, json }: Synthesized): Problem[] {
  const found = json.search(LEAKED_TOKEN);
  if (found === -1) return [];
  return [
    {
      path: stack.node.path,
      what: "holds a token that was changed as if it were text",
      value: json.slice(Math.max(0, found - 60), found + 60),
      fix: "pass the token whole, inside a template literal at most, and let Terraform's own functions change it",
    },
  ];
}

function providersAreDistinct({ stack }: Synthesized): Problem[] {
  const seen = new Set<string>();
  return stack.node.findAll().flatMap((node) => {
    if (!(node instanceof TerraformProvider)) return [];
    const key = `${node.terraformResourceType}.${node.alias ?? ""}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [
      {
        path: node.node.path,
        what: "is a second provider of its kind without an alias of its own",
        value: node.terraformResourceType,
        fix: "give it an alias, and name it where it's meant",
      },
    ];
  });
}

/** CDKTF would write an output there and a remote state here: it breaks partial deploys and shows secrets. */
function noImplicitReferences({ stack, json }: Synthesized): Problem[] {
  const used = json.includes("cross-stack-reference-input") || json.includes("cross-stack-output");
  if (!used && stack.dependencies.length === 0) return [];
  return [
    {
      path: stack.node.path,
      what: "uses a value of another stack's construct",
      value: stack.dependencies.map((other) => other.node.id).join(", "),
      fix: "publish the value as a contract in the one stack and read it in the other: modules/aws/contract",
    },
  ];
}

/** CDKTF keeps dependencies between constructs to itself: none of them reaches Terraform. */
function dependenciesAreWritten({ stack }: Synthesized): Problem[] {
  return stack.node
    .findAll()
    .filter(({ node }) => node.dependencies.length > 0)
    .map(({ node }) => ({
      path: node.path,
      what: "has a dependency that is never written",
      value: node.dependencies.map((other) => other.node.path).join(", "),
      fix: "name what it depends on in the resource's `dependsOn`",
    }));
}

function everyTypeIsClassified({ stack }: Synthesized): Problem[] {
  const types = elementsOf(stack).flatMap((element) => (element instanceof TerraformResource ? [typeOf(element)] : []));
  return [...new Set(types)]
    .filter((type) => !isClassified(type))
    .map((type) => ({
      path: stack.node.path,
      what: `uses ${type}, of which nobody has said whether it holds data`,
      fix: "add it to one of the two tables in modules/core/lifecycle.ts",
    }));
}

function elementsOf(stack: TerraformStack): TerraformElement[] {
  return stack.node.findAll().filter((node): node is TerraformElement => TerraformElement.isTerraformElement(node));
}

function typeOf(element: TerraformElement): string {
  return "terraformResourceType" in element ? String(element.terraformResourceType) : element.constructor.name;
}
