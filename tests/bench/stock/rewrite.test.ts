import { describe, expect, it } from "vitest";
import { stockSource } from "./rewrite.js";

const camelCase = (_: string, folder: string): string =>
  folder.replace(/-(\w)/g, (_match, c: string) => c.toUpperCase());

describe("stockSource", () => {
  it("imports each provider once by its index, and names what the file uses", () => {
    const source = [
      'import { LbListener, type LbListenerConfig } from "@cdktf/provider-aws/lib/lb-listener/index.js";',
      'import { Monitor as DatadogMonitor } from "@cdktf/provider-datadog/lib/monitor/index.js";',
      'import { Vpc } from "@cdktf/provider-aws/lib/vpc/index.js";',
      "new Vpc();",
    ].join("\n");
    expect(stockSource(source, camelCase).split("\n")).toEqual([
      'import * as aws from "@cdktf/provider-aws";',
      "import LbListener = aws.lbListener.LbListener;",
      "import LbListenerConfig = aws.lbListener.LbListenerConfig;",
      'import * as datadog from "@cdktf/provider-datadog";',
      "import DatadogMonitor = datadog.monitor.Monitor;",
      "import Vpc = aws.vpc.Vpc;",
      "new Vpc();",
    ]);
  });

  it("writes relative paths as CommonJS has them and leaves packages alone", () => {
    const source = 'import "./a.js";\nexport { b } from "../b.js";\nimport c from "cdktf/lib/c.js";\n';
    expect(stockSource(source, camelCase)).toBe(
      'import "./a";\nexport { b } from "../b";\nimport c from "cdktf/lib/c.js";\n',
    );
  });

  it("finds what lies beside a file as CommonJS does", () => {
    expect(stockSource('new URL("../files/", import.meta.url);\n', camelCase)).toBe(
      'new URL("../files/", `file://${__filename}`);\n',
    );
  });

  it("leaves out the patch of the tokens", () => {
    expect(stockSource('import "./modules/core/fast-tokens.js";\nx();\n', camelCase)).toBe("x();\n");
  });
});
