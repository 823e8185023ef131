import * as fc from "fast-check";
import { z } from "zod";
import { containerShape } from "../../environments/schema/tasks/container.js";
import type { ContainerProps } from "../../modules/aws/ecs/task/container.js";

// Containers at random, within what the catalogue's schema accepts: each went through that schema.

const accepted = z.strictObject(containerShape);

const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8})?$/);
const setting = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,12}$/);
const words = fc.array(fc.string(), { minLength: 1, maxLength: 3 });
const reason = fc.string({ minLength: 15 });
const mountPath = fc.stringMatching(/^(\/[a-z]{1,6}){1,3}$/);
const userNumber = fc.integer({ min: 1, max: 2 ** 32 - 2 });
const limit = fc
  .tuple(fc.nat(), fc.nat())
  .map(([one, other]) => ({ soft: Math.min(one, other), hard: Math.max(one, other) }));
const record = <Value>(key: fc.Arbitrary<string>, value: fc.Arbitrary<Value>) =>
  fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true });

const shape = fc.record(
  {
    image: fc.constantFrom("public.ecr.aws/acme/api:1.2.3", `ghcr.io/acme/api@sha256:${"0f".repeat(32)}`),
    command: words,
    entryPoint: words,
    user: userNumber,
    group: userNumber,
    exceptions: fc.record({ root: reason, writableRoot: reason, health: reason }, { requiredKeys: [] }),
    writable: record(mountPath, fc.integer({ min: 1 })),
    init: fc.boolean(),
    stopTimeoutSeconds: fc.integer({ min: 2, max: 120 }),
    ulimits: record(fc.constantFrom("core", "nofile", "nproc", "stack"), limit),
    containerHealth: fc.record(
      {
        command: words,
        intervalSeconds: fc.integer({ min: 5, max: 300 }),
        timeoutSeconds: fc.integer({ min: 2, max: 60 }),
        retries: fc.integer({ min: 1, max: 10 }),
        startPeriodSeconds: fc.integer({ min: 0, max: 300 }),
      },
      { requiredKeys: ["command"] },
    ),
    mounts: record(mountPath, fc.record({ volume: slug, readOnly: fc.boolean() }, { requiredKeys: ["volume"] })),
    dependsOn: record(slug, fc.constantFrom("START", "HEALTHY", "COMPLETE", "SUCCESS")),
    variables: record(setting, fc.string()),
  },
  { requiredKeys: ["image"] },
);

/** Secrets as the task resolves them; prefixed, since no setting is both a variable and a secret. */
const resolved = record(
  setting.map((name) => `SECRET_${name}`),
  fc.constantFrom("arn:one", "arn:two:key::"),
);

/** Any container that the catalogue can describe, as the service's own or with limits of its own. */
export const anyContainer: fc.Arbitrary<ContainerProps> = fc
  .tuple(shape, resolved, slug, fc.option(fc.integer({ min: 1, max: 65_535 })), fc.option(fc.integer({ min: 7 })))
  .map(([written, secrets, name, port, memoryMiB]) => {
    const { variables, ...settings } = accepted.parse(written);
    const plain = Object.entries(variables).filter(([key]) => !key.startsWith("SECRET_"));
    return {
      ...settings,
      name,
      variables: Object.fromEntries(plain),
      secrets,
      logGroup: "/gantry/staging/api",
      region: "eu-west-1",
      ...(port === null ? {} : { port }),
      ...(memoryMiB === null ? {} : { cpu: 64, memoryMiB, memoryReservationMiB: memoryMiB - 1, essential: false }),
    };
  });

/** The same value with every object's keys the other way round. */
export function backwards<Value>(value: Value): Value {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, backwards(inner) as unknown] as const);
  return Object.fromEntries(entries.toReversed()) as Value;
}
