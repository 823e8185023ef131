import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cloud, type CloudState, cloudState, resetCloud, startCloud, stopCloud } from "../../local/cloud.js";
import { inventory } from "../../local/inventory.js";
import { callJson } from "../../local/json-client.js";
import { isAlive, isHostProcess } from "../../local/life/processes.js";

let directory: string;

beforeAll(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), "gantry-cloud-")));
});

afterAll(async () => {
  await stopCloud(directory);
  rmSync(directory, { recursive: true, force: true });
});

/** Starts the cloud from a process of its own, as a command on a terminal does. */
function starter() {
  const module = new URL("../../local/cloud.ts", import.meta.url).href;
  const script = `const { startCloud } = await import(${JSON.stringify(module)});
    console.log(JSON.stringify(await startCloud({ directory: ${JSON.stringify(directory)} })));`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const result = once(child, "close").then(() => JSON.parse(output) as { cloud: Cloud; fresh: boolean });
  return { child, result };
}

async function running(): Promise<Cloud> {
  const state = await cloudState(directory);
  if (state.status !== "running") throw new Error(`the cloud is ${JSON.stringify(state)}`);
  return state.cloud;
}

async function emulatorPid({ controlEndpoint }: Cloud): Promise<number> {
  return ((await callJson(`${controlEndpoint}/health`)) as { emulatorPid: number }).emulatorPid;
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await sleep(50);
  }
}

/** Kills a process, and waits until the host and its emulator have both ended. */
async function killAndWait(pid: number, cloud: Cloud): Promise<CloudState> {
  const emulator = await emulatorPid(cloud);
  process.kill(pid, "SIGKILL");
  await until(() => !isHostProcess(cloud.pid, directory) && !isAlive(emulator), "both halves are gone");
  return cloudState(directory);
}

async function createBucket({ awsEndpoint }: Cloud): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const s3 = new S3Client({ endpoint: awsEndpoint, region: "us-east-1", forcePathStyle: true, credentials });
  await s3.send(new CreateBucketCommand({ Bucket: "kept-nowhere" }));
  s3.destroy();
}

describe.sequential("the embedded cloud", () => {
  it("is one cloud for two simultaneous starts, and outlives both commands", async () => {
    const [first, second] = await Promise.all([starter().result, starter().result]);
    expect(first.cloud).toEqual(second.cloud);
    expect(first.fresh).not.toBe(second.fresh);
    expect(await running()).toEqual(first.cloud);
  });

  it("is the same world for a second start", async () => {
    const cloud = await running();
    expect(await startCloud({ directory })).toEqual({ cloud, fresh: false });
  });

  it("serves all four providers, empty at first", async () => {
    const cloud = await running();
    expect(await inventory(cloud)).toEqual([]);
    await createBucket(cloud);
    expect(await inventory(cloud)).toMatchObject([{ provider: "aws", type: "aws_s3_bucket", id: "kept-nowhere" }]);
    expect(Object.keys(cloud.reattach)).toEqual(
      expect.arrayContaining([expect.stringContaining("datadog"), expect.stringContaining("gitlab")]),
    );
  });

  it("rejects a port other than the one it runs on", async () => {
    await expect(startCloud({ directory, port: 1 })).rejects.toThrow(/already runs, on another port/);
  });

  it("is another, empty world at the same address after a reset", async () => {
    const before = await running();
    const after = await resetCloud(directory);
    expect(after).toEqual({ ...before, world: after.world });
    expect(after.world).not.toBe(before.world);
    expect(await running()).toEqual(after);
    expect(await inventory(after)).toEqual([]);
  });

  it("ends as a whole when the AWS emulator is killed, and says so", async () => {
    const cloud = await running();
    expect(await killAndWait(await emulatorPid(cloud), cloud)).toEqual({
      status: "broken",
      reason: "the AWS emulator ended (SIGKILL); its world is lost",
      fix: "./gantry local start",
    });
  });

  it("starts fresh and empty after that", async () => {
    const { cloud, fresh } = await startCloud({ directory });
    expect(fresh).toBe(true);
    expect(await inventory(cloud)).toEqual([]);
    await createBucket(cloud);
  });

  it("ends as a whole when its own process is killed, and says so", async () => {
    const cloud = await running();
    expect(await killAndWait(cloud.pid, cloud)).toMatchObject({
      status: "broken",
      reason: expect.stringMatching(/was killed .*its world is lost/),
    });
    const next = await startCloud({ directory });
    expect(next.fresh).toBe(true);
    expect(next.cloud.world).not.toBe(cloud.world);
    expect(await inventory(next.cloud)).toEqual([]);
  });

  it("stops, by force when it no longer answers", async () => {
    const cloud = await running();
    process.kill(cloud.pid, "SIGSTOP");
    expect(await cloudState(directory)).toMatchObject({ reason: expect.stringContaining("does not answer") });
    expect(await stopCloud(directory)).toBe(true);
    expect(isHostProcess(cloud.pid, directory)).toBe(false);
    expect(await cloudState(directory)).toEqual({ status: "stopped" });
    expect(await stopCloud(directory)).toBe(false);
  });

  it("leaves nothing behind when the start is interrupted", async () => {
    const log = join(directory, "cloud.log");
    rmSync(log);
    const { child, result } = starter();
    const parsed = result.catch(() => "interrupted");
    await until(() => existsSync(log), "the cloud's process is starting");
    child.kill("SIGKILL");
    expect(await parsed).toBe("interrupted");
    expect(await cloudState(directory)).toEqual({ status: "stopped" });
    const { fresh } = await startCloud({ directory });
    expect(fresh).toBe(true);
    expect(await stopCloud(directory)).toBe(true);
  });

  it("rejects a pinned port that is busy, and takes it once it is free", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    await expect(startCloud({ directory, port })).rejects.toThrow(
      new RegExp(`port ${port} .* is used by another program\\n.*\\n.*GANTRY_LOCAL_PORT`),
    );
    expect(await cloudState(directory)).toEqual({ status: "stopped" });
    other.close();
    await once(other, "close");
    const { cloud } = await startCloud({ directory, port });
    expect(cloud.awsEndpoint).toBe(`http://127.0.0.1:${port}`);
    expect(await stopCloud(directory)).toBe(true);
  });

  it("shows the last lines of the log when its process can't even load", async () => {
    const environment = { ...process.env, NODE_OPTIONS: "--import ./no-such-module.js" };
    await expect(startCloud({ directory, environment })).rejects.toThrow(
      /ended while it started \(exit code 1\)[\s\S]*no-such-module[\s\S]*cloud\.log/,
    );
  });

  it("ends by itself when its folder is deleted", async () => {
    const { cloud } = await startCloud({ directory });
    rmSync(directory, { recursive: true });
    await until(() => !isHostProcess(cloud.pid, directory), "the cloud noticed");
  });
});
