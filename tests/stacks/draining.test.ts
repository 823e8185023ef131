import { describe, expect, it } from "vitest";
import { loadConfiguration } from "../../environments/index.js";
import type { EnvironmentConfig } from "../../environments/schema/environment.js";
import type { ServiceConfig } from "../../environments/schema/services/service.js";
import { everyEnvironment, platform } from "../support/platform.js";
import { type Placed, type Synthesized, synthPlatform } from "../support/synth.js";

const SECONDS = 77;

describe("the time that a task has to finish its requests", () => {
  it("changes every environment's target groups in place when it's changed in one place, and nothing else", () => {
    const configuration = loadConfiguration(everyEnvironment);
    const environments = configuration.environments.map(withDraining);
    const after = synthPlatform({ configuration: { ...configuration, environments }, target: "aws" });

    const changed = [...after].flatMap(([stack, written]) => {
      expect(addresses(written)).toEqual(addresses(platform().get(stack)));
      return changes(platform().get(stack), written).map((change) => `${stack}: ${change}`);
    });
    const expected = environments.flatMap(({ name, services }) =>
      Object.values(services)
        .filter(isBalanced)
        .map(() => `${name}: aws_lb_target_group deregistration_delay=${SECONDS}`),
    );
    expect(changed.sort()).toEqual(expected.sort());
    expect(new Set(changed.map((line) => line.split(":")[0]))).toEqual(new Set(everyEnvironment));
  });
});

function withDraining(environment: EnvironmentConfig): EnvironmentConfig {
  const services = Object.entries(environment.services).map(([name, config]) => [
    name,
    "drainSeconds" in config ? { ...config, drainSeconds: SECONDS } : config,
  ]);
  return { ...environment, services: Object.fromEntries(services) as EnvironmentConfig["services"] };
}

function isBalanced(service: ServiceConfig): boolean {
  return service.kind === "web" || (service.kind === "internal" && service.over === "load-balancer");
}

function addresses(stack: Synthesized | undefined): readonly string[] {
  return stack?.resources().map(({ address }) => address) ?? [];
}

/** Every argument that differs, as `type argument=value`. */
function changes(before: Synthesized | undefined, after: Synthesized): readonly string[] {
  const former = new Map<string, Placed>(before?.resources().map((one) => [one.address, one]));
  return after.resources().flatMap(({ address, type, resource }) =>
    Object.entries(resource)
      .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(former.get(address)?.resource[key]))
      .map(([key, value]) => `${type} ${key}=${String(value)}`),
  );
}
