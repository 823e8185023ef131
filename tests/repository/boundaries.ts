import { type Import, importsOf, type Source, withoutComments } from "../support/source.js";

interface Layer {
  /** The files that the rule speaks of; its first group is the provider, where there's one. */
  readonly files: RegExp;
  /** What they may import, in words. */
  readonly rule: string;
  /** The same for files and packages; `$1` is the provider. */
  readonly may: readonly string[];
  /** What they may import as types alone. */
  readonly mayAsTypes?: readonly string[];
}

/** The arrows of ADR 7. The first rule whose files match decides. */
const LAYERS: readonly Layer[] = [
  {
    files: /^main\.ts$/,
    rule: "main → environments, stacks, modules/core",
    may: ["environments/", "stacks/", "modules/core/"],
  },
  {
    files: /^environments\/schema\/tasks\/config-file\.ts$/,
    rule: "the files that services read are read there: zod, node:fs",
    may: ["zod$", "node:fs$"],
  },
  {
    files: /^environments\//,
    rule: "environments → zod, modules/core/errors and modules/core/monitoring only",
    may: ["environments/", "modules/core/errors\\.ts$", "modules/core/monitoring/", "zod$"],
  },
  {
    files: /^stacks\//,
    rule: "stacks → modules, provider bindings, cdktf; environments as types only (import type)",
    may: ["stacks/", "modules/", "@cdktf/provider-", "cdktf(/|$)", "constructs$", "node:"],
    mayAsTypes: ["environments/"],
  },
  {
    files: /^modules\/core\/monitoring\//,
    rule: "modules/core/monitoring → modules/core/errors only",
    may: ["modules/core/monitoring/", "modules/core/errors\\.ts$"],
  },
  {
    files: /^modules\/core\//,
    rule: "modules/core → cdktf, constructs, node",
    may: ["modules/core/", "cdktf(/|$)", "constructs$", "node:"],
  },
  {
    files: /^modules\/([a-z]+)\//,
    rule: "modules/<provider> → modules/core, its own provider's bindings, cdktf, constructs",
    may: ["modules/$1/", "modules/core/", "@cdktf/provider-$1/", "cdktf(/|$)", "constructs$"],
  },
  {
    files: /^local\//,
    rule: "local → modules/core/errors and packages other than cdktf's",
    may: ["local/", "modules/core/errors\\.ts$", "node:", "@grpc/", "@msgpack/"],
  },
  {
    files: /^cli\//,
    rule: "cli → environments, stacks/platform, stacks/bastion, local, modules/core and packages other than cdktf's",
    may: ["cli/", "environments/", "stacks/(platform|bastion)\\.ts$", "local/", "modules/core/", "node:", "@aws-sdk/"],
  },
  { files: /^(tests\/|vitest\.config\.ts$)/, rule: "tests may import anything", may: [""] },
];

/** The one file that makes rules of security groups. */
const RULE_MAKER = "modules/aws/security/allow.ts";

/** Every import that breaks a rule: file, import, rule. */
export function forbiddenImports(files: readonly Source[]): readonly string[] {
  return files.flatMap(importsOf).flatMap((one) => {
    const rule = brokenRule(one);
    return rule === undefined ? [] : [`${one.file} imports ${one.specifier}: ${rule}`];
  });
}

function brokenRule({ file, specifier, target, type }: Import): string | undefined {
  if (specifier === "(computed)" && !file.startsWith("tests/"))
    return "an import names its file, so that a person and this test can follow it";
  if (target.startsWith("@cdktf/provider-") && !/^@cdktf\/provider-[a-z]+\/lib\/[a-z0-9-]+\/index\.js$/.test(target)) {
    return "bindings are imported one by one (@cdktf/provider-aws/lib/vpc/index.js): the index loads all of them";
  }
  if (/\/lib\/(vpc-security-group-(ingress|egress)-rule|security-group-rule)\//.test(target) && file !== RULE_MAKER) {
    return `rules of security groups are made in ${RULE_MAKER} only: use Allow`;
  }
  const layer = LAYERS.find(({ files }) => files.test(file));
  if (layer === undefined) return "the file stands in no known layer: give it one in tests/repository/boundaries.ts";
  const [, provider = ""] = layer.files.exec(file) ?? [];
  const permits = (patterns: readonly string[]) =>
    patterns.some((pattern) => new RegExp(`^${pattern.replace("$1", provider)}`).test(target));
  return permits(layer.may) || (type && permits(layer.mayAsTypes ?? [])) ? undefined : layer.rule;
}

/** Every cycle among the files, as the way round it; one for each file at which it is first met. */
export function cycles(files: readonly Source[]): readonly string[] {
  const imports = new Map(files.map((source) => [source.file, importsOf(source).map(({ target }) => target)]));
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): readonly string[] => {
    if (way.includes(file)) return [[...way.slice(way.indexOf(file)), file].join(" → ")];
    if (done.has(file)) return [];
    const found = (imports.get(file) ?? []).flatMap((target) => visit(target, [...way, file]));
    done.add(file);
    return found;
  };
  return files.flatMap(({ file }) => visit(file, []));
}

/** Files below the entrances that read the environment of the process. */
export function readersOfTheEnvironment(files: readonly Source[]): readonly string[] {
  return files
    .filter(({ file }) => /^(environments|stacks|modules|local)\//.test(file) && file !== "local/main.ts")
    .filter(({ text }) => /\bprocess\s*(\.\s*env\b|\[)|"(node:)?process"/.test(withoutComments(text)))
    .map(
      ({ file }) =>
        `${file} reads the process environment: main.ts, cli/ and local/main.ts do, and pass on what is needed`,
    );
}
