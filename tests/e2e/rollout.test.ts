import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callJson } from "../../local/json-client.js";
import { Checkout, expectCode, type Run } from "./support/checkout.js";
import { startWithStateBucket } from "./support/state-bucket.js";

/**
 * Deployments that ECS does not bring to their end, in each of the five ways in which DescribeServices shows it: in
 * two of them Terraform alone sees a success afterwards, or nothing to change. Each fails the deploy with the reason,
 * and names what still serves. And those that a failing migration keeps from beginning.
 */
let clone: Checkout;
let image = "nginx:1.27.5";
let migration = "api-migrate:1.0.0";
/** The revision that was healthy last. */
let serving: string;

const SERVICE = "bare-7-api";
const deploy = () => clone.gantry(["deploy", "bare-7", "--cloud", "local", "--yes"]);
const runOnce = (...command: string[]) => clone.gantry(["run", "bare-7", "api", "--cloud", "local", "--", ...command]);
const status = async () => {
  const run = expectCode(await clone.gantry(["status", "bare-7", "--cloud", "local", "--json"]), 0);
  const { stacks } = JSON.parse(run.stdout) as {
    readonly stacks: readonly {
      readonly services: readonly Service[];
      readonly failedMigrations: readonly { readonly revision: string }[];
    }[];
  };
  return { ...stacks[0]?.services[0], failedMigrations: stacks[0]?.failedMigrations };
};

beforeAll(async () => {
  clone = new Checkout("rollout", { verifies: "once" });
  // Without this, the AWS provider gives a deployment twenty minutes.
  clone.edit(
    "modules/aws/ecs/service/ecs-service.ts",
    "waitForSteadyState: true,",
    'waitForSteadyState: true, timeouts: { create: "20s", update: "20s" },',
  );
  clone.edit(
    "environments/catalogue.ts",
    'health: "/",',
    `health: "/", migrate: { image: "public.ecr.aws/acme/${migration}", user: 1000 },`,
  );
  await startWithStateBucket(clone);
});
afterAll(() => clone.dispose());

describe.sequential("a deployment that does not become healthy fails the deploy", () => {
  it("as the first one of a service, which then serves nothing", async () => {
    release("broken-1");
    const first = await deploy();
    expectReason(first, `could not be deployed as ${SERVICE}:1`, "circuit breaker", "nothing serves");
    expect(first.stdout).toMatch(/migration of api \| migrate exits with code 0[\s\S]*migration of api: succeeded/);
    release("1.27.5");
    expectCode(await deploy(), 0);
    serving = await servingRevision();
  });

  it("when ECS has rolled it back, which the AWS provider calls a success", async () => {
    release("broken-2");
    expectReason(
      await deploy(),
      "was rolled back",
      `${serving} still serves with 1 task`,
      "rolling back to deployment",
    );
    expect(await servingRevision()).toBe(serving);
  });

  it("while ECS is rolling it back", async () => {
    await fault({ service: SERVICE, mode: "fail", after: 1, rollback: 600 });
    release("1.27.6");
    expectReason(await deploy(), "is being rolled back", `to ${serving}`, `${serving} still serves`);
    await fault({ clear: true });
  });

  it("when ECS gives it up without a rollback", async () => {
    clone.edit("modules/aws/ecs/service/rollout.ts", "enable: true, rollback: true", "enable: true, rollback: false");
    release("broken-3");
    expectReason(await deploy(), "could not be deployed", "circuit breaker", `${serving} still serves`);
  });

  it("when it is stuck: also in the next deploy, for which there is nothing to change", async () => {
    await fault({ service: SERVICE, mode: "stuck" });
    release("1.27.7");
    expectReason(await deploy(), "is stuck: it has been deploying", `${serving} still serves with 1 task`);
    const again = await deploy();
    expect(again.stdout).toMatch(/no changes/i);
    expectReason(again, "is stuck: it has been deploying", `${serving} still serves with 1 task`);

    const shown = expectCode(await clone.gantry(["status", "bare-7", "--cloud", "local"]), 0).stdout;
    expect(shown).toMatch(
      new RegExp(`service ${SERVICE} is stuck: it has been deploying \\S+ for \\S+: 0 of 1 task run`),
    );
    expect(shown).toMatch(/PRIMARY .*IN_PROGRESS[\s\S]*ACTIVE .*COMPLETED[\s\S]*last events:/);
  });

  it("and once it is mended, deploys, and shows no difference", async () => {
    await fault({ clear: true });
    expectCode(await deploy(), 0);
    expectCode(await clone.gantry(["diff", "bare-7", "--cloud", "local"]), 0);
    expect(await status()).toMatchObject({ verdict: { health: "healthy" }, live: { running: 1, desired: 1 } });
  });
});

describe.sequential("a migration that fails", () => {
  const failed = /bare-7: migration of api failed with exit code 1[\s\S]*the end of its log:[\s\S]*exits with code 1/;

  it("fails the deploy with the end of its log, before the service is touched", async () => {
    serving = await servingRevision();
    release("1.27.8");
    migrateWith("broken-1");
    const run = expectCode(await deploy(), 1);
    expect(run.stderr).toMatch(failed);
    expect(run.stderr).not.toContain("provisioner");
    expect(await servingRevision()).toBe(serving);
    expect((await status()).failedMigrations).toMatchObject([{ revision: `${SERVICE}-migrate:2` }]);
  });

  it("fails bare cdktf in the same way", async () => {
    const cdktf = ["npx", "cdktf", "deploy", "bare-7", "--auto-approve", "--skip-provider-lock"];
    const env = { GANTRY_ENVIRONMENTS: "bare-7" };
    const run = expectCode(await clone.gantry(["local", "run", "--", ...cdktf], { env }), 1);
    expect(`${run.stdout}${run.stderr}`).toContain("error: bare-7: migration of api failed with exit code 1");
    expect(await servingRevision()).toBe(serving);
  });

  it("lets the deploy through once it is mended", async () => {
    migrateWith("1.0.1");
    expectCode(await deploy(), 0);
    expectCode(await clone.gantry(["diff", "bare-7", "--cloud", "local"]), 0);
    expect(await servingRevision()).not.toBe(serving);
    expect((await status()).failedMigrations).toEqual([]);
  });
});

describe.sequential("./gantry run", () => {
  it("runs a command as its service, shows what it writes, and ends with its exit code", async () => {
    await fault({ task: SERVICE, exit_code: 7, log: ["three rows are wrong"] });
    const { stdout } = expectCode(await runOnce("bin/check", "rows"), 7);
    expect(stdout).toMatch(/api \| .* runs: bin\/check rows[\s\S]*api \| three rows are wrong/);
    await fault({ clear: true });
    expectCode(await runOnce("bin/check", "rows"), 0);
  });

  it("stops its task on Ctrl-C", async () => {
    await fault({ task: SERVICE, run: -1 });
    const child = clone.start("./gantry", ["run", "bare-7", "api", "--cloud", "local", "--", "sleep", "9999"]);
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      const ran = said.includes("RUNNING");
      said += chunk.toString();
      if (!ran && said.includes("RUNNING")) child.kill("SIGINT");
    });
    const code = await new Promise((ended) => child.once("close", ended));
    await fault({ clear: true });
    expect([code, said]).toEqual([130, expect.stringMatching(/interrupted: stopping it[\s\S]*STOPPED/) as string]);
  });
});

interface Service {
  readonly live: { readonly deployments: readonly { readonly revision: string; readonly running: number }[] };
}

async function servingRevision(): Promise<string> {
  const revisions = (await status()).live?.deployments.filter(({ running }) => running > 0) ?? [];
  expect(revisions).toHaveLength(1);
  return revisions[0]?.revision ?? "";
}

/** Gives the catalogue's service another image, as a release does. */
function release(tag: string): void {
  const next = `nginx:${tag}`;
  clone.edit("environments/catalogue.ts", `/${image}"`, `/${next}"`);
  image = next;
}

/** The same with the image that migrates. */
function migrateWith(tag: string): void {
  const next = `api-migrate:${tag}`;
  clone.edit("environments/catalogue.ts", `/${migration}"`, `/${next}"`);
  migration = next;
}

async function fault(body: object): Promise<void> {
  const { awsEndpoint, world } = await clone.cloud();
  await callJson(`${awsEndpoint}/gantry/ecs`, { method: "POST", body, world });
}

function expectReason(run: Run, ...parts: readonly string[]): void {
  const { stderr } = expectCode(run, 1);
  expect(stderr).toContain(`error: bare-7: service ${SERVICE} `);
  for (const part of [...parts, "deployments:", "last events:", "last stopped tasks:"]) expect(stderr).toContain(part);
}
