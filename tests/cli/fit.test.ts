import { describe, expect, it } from "vitest";
import fit, { clusterLines } from "../../cli/commands/fit.js";
import type { Context } from "../../cli/context.js";
import { Output } from "../../cli/terminal/output.js";
import { capacityReport } from "../../environments/capacity/report.js";
import { loadConfiguration } from "../../environments/examples/small/index.js";
import { environmentNames } from "../../environments/index.js";
import { configuration } from "../support/configuration.js";

/** The lines about staging's cluster when it runs on these instances. */
function lines(count: readonly [number, number]): readonly string[] {
  const { environments } = configuration({ "staging.clusters.app": { on: "ec2", instances: ["t3.small"], count } });
  return environments.flatMap((environment) => capacityReport(environment).flatMap(clusterLines));
}

async function run(names: readonly string[], json: boolean): Promise<string> {
  const written: string[] = [];
  const stdout = { write: (text: string) => written.push(text) };
  const output = new Output(stdout, { write: () => true }, {}, json);
  const context: Pick<Context, "output"> = { output };
  await fit.run({ names, flags: {}, rest: [] }, context as Context);
  output.finish();
  return written.join("");
}

describe("gantry fit", () => {
  // A t3.small registers 1862 MiB and takes two tasks, of which a deployment needs one more.
  it("shows what a cluster holds and how far its services can grow", () => {
    expect(lines([2, 4])).toEqual([
      "  app: 2 to 4 × t3.small, awsvpc, all fits from 2 instances on",
      "    2 × t3.small offer 1862 MiB and 2048 CPU units each; 2 tasks reserve 1024 of 3724 MiB, 512 of 4096 CPU units, 2 of 4 task interfaces",
      "    4 × t3.small offer 1862 MiB and 2048 CPU units each; 2 tasks reserve 1024 of 7448 MiB, 512 of 8192 CPU units, 2 of 8 task interfaces",
      "    service  tasks  on 2 instances  on 4 instances  1.5× deploy  3× implement  20× design",
      "    api      1      1 = 1×          3 = 3×          no, takes 3  yes, on 4     yes, on 21",
      "    web      1      1 = 1×          3 = 3×          no, takes 3  yes, on 4     yes, on 21",
    ]);
  });

  it("shows who has no room on the fewest instances", () => {
    expect(lines([1, 2]).slice(0, 3)).toEqual([
      "  app: 1 to 2 × t3.small, awsvpc, all fits from 2 instances on",
      "    1 × t3.small offer 1862 MiB and 2048 CPU units each; 2 tasks reserve 1024 of 1862 MiB, 512 of 2048 CPU units, 2 of 2 task interfaces",
      "      no room for 1 task more of each of api, web while it is deployed: needs a network interface, the nearest instance has none free",
    ]);
  });

  it("shows what must find room beside the services", () => {
    const [environment] = loadConfiguration().environments;
    if (environment === undefined) throw new Error("the small example has an environment");
    expect(capacityReport(environment).flatMap(clusterLines)).toEqual([
      "  app: 2 to 2 × t3.micro, bridge, all fits from 2 instances on",
      "    2 × t3.micro offer 915 MiB and 2048 CPU units each; 8 tasks reserve 1024 of 1830 MiB, 1024 of 4096 CPU units",
      "    beside all that runs, one at a time: the migration of api (256 MiB, 128 CPU units)",
      "    service  tasks  on 2 instances  on 2 instances  1.5× deploy  3× implement  20× design",
      ...["api  ", "admin", "hooks", "site "].map(
        (name) => `    ${name}    2      4 = 2×          4 = 2×          yes, on 2    no, takes 3   yes, on 13`,
      ),
    ]);
  });

  it("tells of every long-lived environment, or of those that are named", async () => {
    const all = JSON.parse(await run([], true)) as { environments: readonly { name: string }[] };
    expect(all.environments.map(({ name }) => name)).toEqual(environmentNames());
    expect((await run(["review-42"], false)).split("\n")[0]).toBe("review-42");
  });
});
