import { CreateServiceCommand, type CreateServiceCommandInput, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EcsWorld } from "./support/ecs-world.js";

/** What Terraform alone doesn't show: how the emulated ECS answers the SDK's callers. */
let world: EcsWorld;

beforeAll(async () => {
  world = await EcsWorld.start();
});
afterAll(() => world.stop());

describe("CreateService", () => {
  it("answers a repeated request with the service that the first one made", async () => {
    const first = await create({ clientToken: "1" });
    const second = await create({ clientToken: "2" });
    expect(second.service?.deployments?.[0]?.id).toBe(first.service?.deployments?.[0]?.id);
  });

  it("refuses another request for the same name", async () => {
    await expect(create({ desiredCount: 3 })).rejects.toThrow("Creation of service was not idempotent.");
  });

  it("refuses the first request, too, once the service was changed", async () => {
    await world.ecs.send(new UpdateServiceCommand({ cluster: world.cluster, service: "twice", desiredCount: 4 }));
    await expect(create()).rejects.toThrow("Creation of service was not idempotent.");
  });
});

function create(change: Partial<CreateServiceCommandInput> = {}) {
  const first = { cluster: world.cluster, serviceName: "twice", taskDefinition: world.family, desiredCount: 2 };
  return world.ecs.send(new CreateServiceCommand({ ...first, ...change }));
}
