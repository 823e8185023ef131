import { describe, expect, it } from "vitest";
import { web } from "../../environments/schema/catalogue.js";
import { type Changes, configuration, problemsAfter } from "../support/configuration.js";
import { synthPlatform } from "../support/synth.js";
import { valueAt } from "../support/values.js";

const DIGEST = `@sha256:${"a".repeat(64)}`;
const IMAGE = `public.ecr.aws/acme/api-migrate${DIGEST}`;
/** The tests' own configuration, in which `api` migrates. */
const migrating = (more: object = {}, changes: Changes = {}): Changes => ({
  "catalogue.services.api.migrate": { image: IMAGE, user: 1000, ...more },
  ...changes,
});
const whats = (changes: Changes) => problemsAfter(changes).map(({ path, what }) => `${path} ${what}`);

describe("a service's migration", () => {
  it("is as big as a task of its service and has a quarter of an hour, unless it says otherwise", () => {
    const [, staging] = configuration(migrating()).environments;
    expect(staging?.services["api"]?.migrate).toEqual({
      image: IMAGE,
      user: 1000,
      exceptions: {},
      writable: {},
      init: false,
      timeoutSeconds: 900,
    });
    const stack = synthPlatform({ configuration: configuration(migrating()), target: "aws", stacks: ["staging"] });
    const task = stack.get("staging")?.at("aws_ecs_task_definition", "service-api/migration-task") ?? {};
    expect(task).toMatchObject({ cpu: "256", memory: "512", family: "staging-api-migrate" });
    expect(valueAt(stack.get("staging")?.one("terraform_data") ?? {}, "input.order.timeoutSeconds")).toBe(900);
  });

  it.each([
    [
      "may write nowhere but where it says, and as nobody but a user of its own",
      { user: undefined },
      "user is missing",
    ],
    [
      "names an image that stays the same in a protected environment",
      { image: IMAGE.replace(DIGEST, ":1.2.3") },
      "image has no digest",
    ],
    ["has an image that was pinned", { image: "public.ecr.aws/acme/api-migrate:latest" }, "image must not be `latest`"],
    [
      "has credentials only for a registry that asks for them",
      { registry: { credentials: "secretsmanager:gitlab/registry" } },
      "registry is for another registry",
    ],
    ["is given some time", { timeoutSeconds: 5 }, "timeoutSeconds "],
  ])("%s", (_, more, what) => {
    expect(whats(migrating(more))).toEqual([expect.stringContaining(`catalogue.services.api.migrate.${what}`)]);
  });

  it("has a size that Fargate sells, in every environment", () => {
    const path = "catalogue.services.api.migrate.memoryMiB does not go with";
    const where = (environment: string, cpu: number) =>
      `${path} ${cpu} CPU units on Fargate, in the migration of ${environment}, where it has ${cpu} CPU units and 700 MiB`;
    expect(whats(migrating({ memoryMiB: 700 }))).toEqual([where("production", 1024), where("staging", 256)]);
    expect(whats(migrating({ cpu: 1024, memoryMiB: 4096 }))).toEqual([]);
  });

  it("leaves memory beside what it may write", () => {
    expect(whats(migrating({ writable: { "/tmp": 512 } }))).toEqual([
      expect.stringContaining("migrate.writable may fill all the memory of the migration of staging"),
    ]);
  });

  it("doesn't meet another service's names", () => {
    const namesake = web({
      image: `public.ecr.aws/acme/other${DIGEST}`,
      user: 1000,
      port: 8080,
      routes: ["/migrate/*"],
      priority: 77,
      health: "/",
    });
    const size = { cluster: "app", cpu: 256, memoryMiB: 512, count: 1 };
    const changes = migrating(
      {},
      {
        "catalogue.services.api-migrate": namesake,
        "production.services.api-migrate": size,
        "staging.services.api-migrate": size,
      },
    );
    expect(whats(changes)).toEqual([
      "catalogue.services.api-migrate would have the same names in AWS as the migration of api",
    ]);
  });

  it("is left to the pipeline that moves the service by itself", () => {
    expect(whats(migrating({}, { "catalogue.services.api.rollout": "external" }))).toEqual([
      expect.stringContaining("catalogue.services.api.migrate would run before nothing"),
    ]);
  });
});
