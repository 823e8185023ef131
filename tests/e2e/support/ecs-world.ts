import { CreateClusterCommand, ECSClient, RegisterTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import { type Emulator, startEmulator } from "../../../local/host/emulator.js";
import { callJson } from "../../../local/json-client.js";
import { ensureVenv } from "../../../local/python/venv.js";

/** An AWS emulator of its own with a cluster and a task definition, for tests that speak to it as the SDK does. */
export class EcsWorld {
  readonly cluster = "test";
  readonly family = "app";
  readonly ecs: ECSClient;

  private constructor(private readonly emulator: Emulator) {
    this.ecs = new ECSClient({
      endpoint: emulator.endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
  }

  static async start(): Promise<EcsWorld> {
    const python = await ensureVenv({ environment: process.env });
    const world = new EcsWorld(await startEmulator({ python, environment: process.env }));
    await world.ecs.send(new CreateClusterCommand({ clusterName: world.cluster }));
    await world.register(world.family);
    return world;
  }

  /** Another revision of a family, with one container of its name. @returns its ARN */
  async register(family: string, image = "nginx:1.27.5"): Promise<string> {
    const { taskDefinition } = await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: "256",
        memory: "512",
        containerDefinitions: [{ name: family, image, essential: true }],
      }),
    );
    return taskDefinition?.taskDefinitionArn ?? "";
  }

  /** Sets or clears a fault, see `POST /gantry/ecs`. */
  async fault(wish: object): Promise<void> {
    await callJson(`${this.emulator.endpoint}/gantry/ecs`, { method: "POST", body: wish });
  }

  async stop(): Promise<void> {
    this.ecs.destroy();
    await this.emulator.stop();
  }
}
