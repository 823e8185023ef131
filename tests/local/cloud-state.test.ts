import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { cloudState, resetCloud, stopCloud } from "../../local/cloud.js";
import { type CloudRecord, writeRecord } from "../../local/life/record.js";
import { temporaryFolder, writeFile } from "./temporary-folder.js";

function record(changes: Partial<CloudRecord> = {}): CloudRecord {
  return {
    world: "former",
    pid: process.pid,
    startedAt: "2026-01-01T00:00:00.000Z",
    awsEndpoint: "http://127.0.0.1:1",
    controlEndpoint: "http://127.0.0.1:1",
    reattach: {},
    ...changes,
  };
}

/** Something that answers every request with `body`, as a program that got a former cloud's port would. */
async function server(body: unknown): Promise<string> {
  const http = createServer((_, response) => response.end(JSON.stringify(body)));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void http.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

describe("cloudState", () => {
  it("is stopped where nothing was ever started", async () => {
    const folder = join(temporaryFolder(), "absent");
    expect(await cloudState(folder)).toEqual({ status: "stopped" });
    expect(await stopCloud(folder)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  it.each(["", "{", "[]", '{"world":"w","pid":1}'])("takes no notice of a file that is no record: %j", async (text) => {
    const folder = temporaryFolder();
    writeFile(folder, "cloud.json", text);
    expect(await cloudState(folder)).toEqual({ status: "stopped" });
  });

  it("is running when both halves confirm the recorded world", async () => {
    const folder = temporaryFolder();
    const cloud = record({
      controlEndpoint: await server({ world: "former", emulatorWorld: "e" }),
      awsEndpoint: await server({ ok: true, world: "e" }),
    });
    writeRecord(folder, cloud);
    expect(await cloudState(folder)).toEqual({ status: "running", cloud });
  });

  it("does not believe a record whose process was killed", async () => {
    const folder = temporaryFolder();
    writeRecord(folder, record({ pid: spawnSync(process.execPath, ["-e", ""]).pid }));
    expect(await cloudState(folder)).toMatchObject({
      status: "broken",
      reason: expect.stringContaining("was killed"),
      fix: "./gantry local start",
    });
  });

  it("does not believe a port that another program took over", async () => {
    const folder = temporaryFolder();
    writeRecord(folder, record({ controlEndpoint: await server({ world: "another" }) }));
    expect(await cloudState(folder)).toMatchObject({ status: "broken" });
    writeRecord(folder, record({ controlEndpoint: await server("hello") }));
    expect(await cloudState(folder)).toMatchObject({ status: "broken" });
  });

  it("does not believe an emulator of another world", async () => {
    const folder = temporaryFolder();
    const controlEndpoint = await server({ world: "former", emulatorWorld: "e" });
    writeRecord(folder, record({ controlEndpoint, awsEndpoint: await server({ ok: true, world: "f" }) }));
    expect(await cloudState(folder)).toMatchObject({
      reason: expect.stringContaining("the AWS emulator does not answer"),
    });
  });

  it("says why a cloud ended by itself", async () => {
    const folder = temporaryFolder();
    writeRecord(folder, record({ ended: "the AWS emulator ended (SIGKILL)" }));
    expect(await cloudState(folder)).toMatchObject({
      status: "broken",
      reason: "the AWS emulator ended (SIGKILL); its world is lost",
    });
  });
});

describe("stopCloud", () => {
  it("never ends a process that only got the id of a former cloud", async () => {
    const folder = temporaryFolder();
    writeRecord(folder, record({ pid: process.pid }));
    expect(await stopCloud(folder)).toBe(false);
    expect(await cloudState(folder)).toEqual({ status: "stopped" });
  });
});

describe("resetCloud", () => {
  it("rejects a reset of what is not running", async () => {
    await expect(resetCloud(temporaryFolder())).rejects.toThrow(
      /it is not running\n {2}fix: {5}\.\/gantry local start/,
    );
  });
});
