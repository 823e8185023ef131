import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import monitors from "../../cli/commands/monitors.js";
import type { Context } from "../../cli/context.js";
import { monitorDocument, monitorLines } from "../../cli/monitors/render.js";
import { Output } from "../../cli/terminal/output.js";
import type { Workspace } from "../../cli/workspace.js";
import type { MonitorFacts } from "../../stacks/platform.js";
import { everyEnvironment, stackNamed } from "../support/platform.js";

const outdir = mkdtempSync(join(tmpdir(), "gantry-monitors-"));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

async function run(names: readonly string[]): Promise<string> {
  const written: string[] = [];
  const stdout = { write: (text: string) => written.push(text) };
  const output = new Output(stdout, { write: () => true }, {}, true);
  const workspace: Pick<Workspace, "outdir"> = { outdir };
  const context: Pick<Context, "environment" | "output"> & { readonly workspace: typeof workspace } = {
    output,
    workspace,
    environment: {},
  };
  await monitors.run({ names, flags: {}, rest: [] }, context as Context);
  output.finish();
  return written.join("");
}

interface Document {
  readonly environments: readonly { readonly name: string; readonly monitors: readonly MonitorFacts[] }[];
}
const documentOf = async (names: readonly string[]) => JSON.parse(await run(names)) as Document;

/** People read the name of an objective, where Datadog reads its id. */
const named = (query: string) => query.replace(/\$\{objectives-[\w-]+\/(\w+)\/objective\.id\}/, "$1");

describe("gantry monitors", () => {
  it("shows every monitor that a deploy makes, and no other", async () => {
    const { environments } = await documentOf(everyEnvironment);
    for (const { name, monitors } of environments) {
      const made = stackNamed(name).all("datadog_monitor");
      expect(monitors.map(({ query }) => query).sort()).toEqual(made.map(({ query }) => named(String(query))).sort());
      expect(monitors.length).toBeGreaterThan(10);
    }
  });

  it("says of each why it's there, and whom it tells as its message does", async () => {
    const { environments } = await documentOf(everyEnvironment);
    for (const { title, reason, tells, environment } of environments.flatMap(({ monitors }) => monitors)) {
      expect(reason ?? "").not.toBe("");
      const made = stackNamed(environment)
        .all("datadog_monitor")
        .find(({ name }) => name === title);
      const told = [...new Set(String(made?.["message"]).match(/@[\w.@-]+/g) ?? [])].sort();
      expect(told).toEqual([...new Set([...tells.warning, ...tells.critical])].sort());
    }
  });
});

describe("what is printed of a monitor", () => {
  const latency = {
    environment: "staging",
    subject: "service:api",
    name: "latency",
    title: "[staging] api: answers slowly",
    query: "avg(last_10m):avg:a.b{*} > 2",
    levels: { comparator: ">" as const, warning: 1, warningRecovery: 0.8, critical: 2, criticalRecovery: 1.5 },
    unit: "s",
    priority: 3,
    tells: { warning: ["@slack-team"], critical: ["@slack-team", "@pagerduty"] },
    meaning: "It takes long.",
    reason: "People | leave.",
  };
  const quiet = { warning: [], critical: [] };

  it("is its query, its levels with their ends, whom it tells, and why", () => {
    expect(monitorLines("staging", [latency])).toEqual([
      "staging: 1 monitor",
      "",
      "  [staging] api: answers slowly  (service:api, latency)",
      "    asks    avg(last_10m):avg:a.b{*} > 2",
      "    warns   > 1 s, until 0.8",
      "    alerts  > 2 s, until 1.5, priority 3",
      "    tells   warning: @slack-team; alert: @slack-team @pagerduty",
      "    why     People | leave.",
      "",
    ]);
  });

  it("comes after the times at which nobody is told", () => {
    const nights = { environment: "staging", message: "It sleeps outside 07:00–20:00, Europe/Dublin." };
    const times = [nights, { environment: "staging", subject: "store:main", message: "AWS may patch it." }];
    expect(monitorLines("staging", [latency], times).slice(0, 4)).toEqual([
      "staging: 1 monitor",
      "  quiet   all of it: It sleeps outside 07:00–20:00, Europe/Dublin.",
      "  quiet   store:main: AWS may patch it.",
      "",
    ]);
    expect(monitorDocument("staging", [latency], times).slice(3, 8)).toEqual([
      "",
      "Quiet:",
      "",
      "- all of it: It sleeps outside 07:00–20:00, Europe/Dublin.",
      "- store:main: AWS may patch it.",
    ]);
  });

  it("tells a silenced one from one of a quiet environment, and from events, which don't end", () => {
    const { levels, ...rest } = latency;
    const events = { ...rest, levels: { comparator: ">" as const, warning: 0.5, critical: 2.5 } };
    const lines = [
      { ...events, tells: quiet },
      { ...events, levels, tells: quiet, silence: "Reports are slow" },
    ].flatMap((monitor) => monitorLines("staging", [monitor]));
    expect(lines.filter((line) => /tells|alerts/.test(line))).toEqual([
      "    alerts  > 2.5 s, priority 3",
      "    tells   nobody: the environment is quiet",
      "    alerts  > 2 s, until 1.5, priority 3",
      "    tells   nobody: Reports are slow",
    ]);
  });

  it("is a row of a table by what is watched, in a document", () => {
    expect(monitorDocument("staging", [latency])).toEqual([
      "# Monitors of staging",
      "",
      "1 monitor, of 1 subject.",
      "",
      "## service:api",
      "",
      "| Monitor | Warns | Alerts | Priority | Tells | Why |",
      "|---|---|---|---|---|---|",
      "| `latency`: [staging] api: answers slowly | > 1 s, until 0.8 | > 2 s, until 1.5 | 3 | warning: @slack-team; alert: @slack-team @pagerduty | People \\| leave. |",
      "",
      "- `latency`: `avg(last_10m):avg:a.b{*} > 2`",
      "",
    ]);
  });
});
