import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { tableDocument } from "../../cli/monitors/table.js";
import { MONITORS, rowsOf } from "../../modules/core/monitoring/table.js";

const PAGE = fileURLToPath(new URL("../../docs/monitors.md", import.meta.url));

it("docs/monitors.md says what the tables say", () => {
  const written = readFileSync(PAGE, "utf8");
  expect(written, "write it anew: ./gantry monitors --table > docs/monitors.md").toBe(
    `${tableDocument().join("\n")}\n`,
  );
});

it("has every monitor of every kind, and its reason", () => {
  const page = tableDocument().join("\n");
  for (const kind of Object.keys(MONITORS) as (keyof typeof MONITORS)[]) {
    const section = page.slice(page.indexOf(`\n### ${kind}\n`));
    for (const [name, { reason }] of Object.entries(rowsOf(kind))) {
      expect(section).toContain(`| \`${name}\` |`);
      expect(page).toContain(reason);
    }
  }
});
