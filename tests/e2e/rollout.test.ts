import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callJson } from "../../local/json-client.js";
import { Checkout, expectCode, type Run } from "./support/checkout.js";

/**
 * Deployments that ECS does not bring to their end, in each of the five ways in which DescribeServices shows it: in
 * two of them Terraform alone sees a success afterwards, or nothing to change. Each fails the deploy with the reason,
 * and names what still serves.
 */
let clone: Checkout;
let image = "nginx:1.27.5";
/** The revision that was healthy last. */
let serving: string;

const SERVICE = "bare-7-api";
const deploy = () => clone.gantry(["deploy", "bare-7", "--cloud", "local", "--yes"]);
const status = async () => {
  const run = expectCode(await clone.gantry(["status", "bare-7", "--cloud", "local", "--json"]), 0);
  const { stacks } = JSON.parse(run.stdout) as {
    readonly stacks: readonly { readonly services: readonly Service[] }[];
  };
  return stacks[0]?.services[0];
};

beforeAll(async () => {
  clone = new Checkout("rollout");
  // Without this, the AWS provider gives a deployment twenty minutes.
  clone.edit(
    "modules/aws/ecs/service/ecs-service.ts",
    "waitForSteadyState: true,",
    'waitForSteadyState: true, timeouts: { create: "20s", update: "20s" },',
  );
  expectCode(await clone.gantry(["local", "start"]), 0);
  expectCode(await clone.gantry(["state", "bootstrap", "--cloud", "local", "--yes"]), 0);
});
afterAll(() => clone.dispose());

describe.sequential("a deployment that does not become healthy fails the deploy", () => {
  it("as the first one of a service, which then serves nothing", async () => {
    release("broken-1");
    expectReason(await deploy(), `could not be deployed as ${SERVICE}:1`, "circuit breaker", "nothing serves");
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
    clone.edit(
      "modules/aws/ecs/service/ecs-service.ts",
      "enable: true, rollback: true",
      "enable: true, rollback: false",
    );
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

interface Service {
  readonly live: { readonly deployments: readonly { readonly revision: string; readonly running: number }[] };
}

async function servingRevision(): Promise<string> {
  const revisions = (await status())?.live.deployments.filter(({ running }) => running > 0) ?? [];
  expect(revisions).toHaveLength(1);
  return revisions[0]?.revision ?? "";
}

/** Gives the catalogue's service another image, as a release does. */
function release(tag: string): void {
  const next = `nginx:${tag}`;
  clone.edit("environments/catalogue.ts", `/${image}"`, `/${next}"`);
  image = next;
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
