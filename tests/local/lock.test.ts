import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { withLock } from "../../local/life/lock.js";
import { temporaryFolder, writeFile } from "./temporary-folder.js";

describe("withLock", () => {
  it("lets one in at a time", async () => {
    const folder = temporaryFolder();
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await sleep(5);
      inside--;
    };
    await Promise.all(Array.from({ length: 5 }, () => withLock(folder, "start", work)));
    expect(most).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("keeps different names apart", async () => {
    const folder = temporaryFolder();
    await withLock(folder, "start", () => withLock(folder, "venv", async () => {}));
    expect(readdirSync(folder)).toEqual([]);
  });

  it("takes over from a holder that died", async () => {
    const folder = temporaryFolder();
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    writeFile(folder, "start.dead.lock", String(pid));
    expect(await withLock(folder, "start", async () => readdirSync(folder).includes("start.dead.lock"))).toBe(false);
  });

  it("frees the lock when the work fails", async () => {
    const folder = temporaryFolder();
    await expect(withLock(folder, "start", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says once that it waits", async () => {
    const folder = temporaryFolder();
    let waits = 0;
    const first = withLock(folder, "start", () => sleep(900));
    await withLock(
      folder,
      "start",
      async () => {},
      () => waits++,
    );
    await first;
    expect(waits).toBe(1);
  });
});
