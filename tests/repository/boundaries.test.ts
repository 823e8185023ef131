import { describe, expect, it } from "vitest";
import { sources } from "../support/source.js";
import { cycles, forbiddenImports, readersOfTheEnvironment } from "./boundaries.js";

const files = sources(".ts");
const broken = (file: string, ...lines: readonly string[]) => forbiddenImports([{ file, text: lines.join("\n") }]);

const readers = (text: string) => readersOfTheEnvironment([{ file: "stacks/base.ts", text }]).length;

describe("the files of the repository", () => {
  it("import only what their layer may", () => {
    expect(forbiddenImports(files)).toEqual([]);
  });

  it("import each other in no circle", () => {
    expect(cycles(files)).toEqual([]);
  });

  it("read the process environment only at the entrances", () => {
    expect(readersOfTheEnvironment(files)).toEqual([]);
  });
});

describe("the boundaries", () => {
  it.each([
    ["main.ts", "./local/cloud.js"],
    ["environments/index.ts", "../modules/core/names.js"],
    ["environments/index.ts", "cdktf"],
    ["stacks/ops.ts", "../environments/index.js"],
    ["stacks/ops.ts", "../cli/main.js"],
    ["modules/core/names.ts", "../aws/network/network.js"],
    ["modules/core/monitoring/table.ts", "../names.js"],
    ["modules/core/monitoring/table.ts", "cdktf"],
    ["modules/core/names.ts", "../../environments/index.js"],
    ["modules/aws/ecs/cluster/fargate-cluster.ts", "../../../datadog/monitor.js"],
    ["modules/aws/ecs/cluster/fargate-cluster.ts", "@cdktf/provider-datadog/lib/monitor/index.js"],
    ["modules/datadog/monitor.ts", "../../stacks/base.js"],
    ["local/cloud.ts", "../modules/core/names.js"],
    ["local/cloud.ts", "../cli/main.js"],
    ["cli/main.ts", "../stacks/environment.js"],
    ["cli/main.ts", "../modules/aws/network/network.js"],
    ["cli/main.ts", "../tests/support/synth.js"],
  ])("keep %s from importing %s, in whatever form", (file, specifier) => {
    const forms = [
      `import { a } from "${specifier}";`,
      `import type {\n  A,\n} from "${specifier}";`,
      `import "${specifier}";`,
      `export * from "${specifier}";`,
      `const a = await import("${specifier}");`,
    ];
    const caught = forms.map((form) => broken(file, form).length);
    // Stacks may know the environments' types.
    expect(caught).toEqual(
      file.startsWith("stacks/") && specifier.includes("environments") ? [1, 0, 1, 1, 1] : [1, 1, 1, 1, 1],
    );
  });

  it("name the file, the import and the rule", () => {
    expect(
      broken("modules/aws/ecs/cluster/fargate-cluster.ts", 'import { Monitor } from "../../../datadog/monitor.js";'),
    ).toEqual([
      "modules/aws/ecs/cluster/fargate-cluster.ts imports ../../../datadog/monitor.js: " +
        "modules/<provider> → modules/core, its own provider's bindings, cdktf, constructs",
    ]);
  });

  it.each(["@cdktf/provider-aws", "@cdktf/provider-aws/lib/index.js", "@cdktf/provider-aws/lib/vpc"])(
    "keep everybody from importing %s, tests too",
    (specifier) => {
      for (const file of ["modules/aws/network/network.ts", "tests/stacks/ops.test.ts"]) {
        expect(broken(file, `import { Vpc } from "${specifier}";`)).toHaveLength(1);
      }
    },
  );

  it.each(["vpc-security-group-ingress-rule", "vpc-security-group-egress-rule", "security-group-rule"])(
    "leave %s to the one file that makes rules",
    (binding) => {
      const line = `import { Rule } from "@cdktf/provider-aws/lib/${binding}/index.js";`;
      expect(broken("modules/aws/network/network.ts", line)).toHaveLength(1);
      expect(broken("modules/aws/security/allow.ts", line)).toEqual([]);
    },
  );

  it("keep out imports that nobody can follow, and files of no layer", () => {
    expect(broken("cli/main.ts", "await import(name);")).toHaveLength(1);
    expect(broken("scripts/x.ts", 'import "zod";')).toHaveLength(1);
  });

  it("take no comment for an import", () => {
    expect(broken("modules/core/names.ts", '// import("../aws/x.js")', '/** import("../aws/x.js") */')).toEqual([]);
  });

  it("notice a circle", () => {
    const circle = [
      { file: "a/one.ts", text: 'import { two } from "../b/two.js";' },
      { file: "b/two.ts", text: 'export const one = () => import("../a/one.js");' },
    ];
    expect(cycles(circle)).toEqual(["a/one.ts → b/two.ts → a/one.ts"]);
  });

  it("notice who reads the process environment", () => {
    expect(['process.env["A"]', 'import { env } from "node:process";', 'process["env"]'].map(readers)).toEqual([
      1, 1, 1,
    ]);
    expect(["// process.env", "processEnv", "process.cwd()"].map(readers)).toEqual([0, 0, 0]);
  });
});
