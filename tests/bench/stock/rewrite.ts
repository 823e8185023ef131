/** `@cdktf/provider-aws` and the folder of one resource → the name that its index gives to that folder. */
export type NamespaceOf = (provider: string, folder: string) => string;

const DEEP_IMPORT = /import (?:type )?\{([^}]+)\} from "(@cdktf\/provider-([a-z]+))\/lib\/([a-z0-9-]+)\/index\.js";\n/g;
const FAST_TOKENS = /^import "[^"]+\/core\/fast-tokens\.js";\n/m;
const RELATIVE_IMPORT = /((?:from|import) "\.{1,2}\/[^"]+)\.js"/g;

/**
 * The same source as somebody would have written it who began with `cdktf init`: providers by their
 * index (`import * as aws from "@cdktf/provider-aws"`), CommonJS's paths and its way to the file itself, no patch of
 * the tokens.
 */
export function stockSource(source: string, namespaceOf: NamespaceOf): string {
  const imported = new Set<string>();
  return source
    .replace(FAST_TOKENS, "")
    .replace(DEEP_IMPORT, (_, names: string, provider: string, short: string, folder: string) => {
      const aliases = names.split(",").map((name) => alias(name, `${short}.${namespaceOf(provider, folder)}`));
      const index = imported.has(provider) ? "" : `import * as ${short} from "${provider}";\n`;
      imported.add(provider);
      return index + aliases.join("");
    })
    .replace(RELATIVE_IMPORT, '$1"')
    .replaceAll("import.meta.url", "`file://${__filename}`");
}

/** `Lb` → `import Lb = aws.lb.Lb;`, which names a class and its type alike. */
function alias(name: string, namespace: string): string {
  const [exported = "", local = exported] = name
    .trim()
    .replace(/^type /, "")
    .split(" as ");
  return exported === "" ? "" : `import ${local} = ${namespace}.${exported};\n`;
}
