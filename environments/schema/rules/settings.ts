import type { Problem } from "../../../modules/core/errors.js";
import { callsOf } from "../services/calls.js";
import { type ServiceShape, storesOf } from "../services/service.js";
import type { StoreShape } from "../stores/store.js";
import { isSecretReference } from "../tasks/secret.js";
import type { Rule } from "./context.js";

/** What a store of each kind tells its services: `main` and `HOST` make the setting `MAIN_HOST`. */
export const STORE_SETTINGS: Readonly<Record<StoreShape["kind"], readonly string[]>> = {
  postgres: ["HOST", "NAME", "PASSWORD", "PORT", "USER"],
  mysql: ["HOST", "NAME", "PASSWORD", "PORT", "USER"],
  "aurora-postgres": ["HOST", "NAME", "PASSWORD", "PORT", "READER_HOST", "USER"],
  "aurora-mysql": ["HOST", "NAME", "PASSWORD", "PORT", "READER_HOST", "USER"],
  redis: ["HOST", "NAME", "PORT", "READER_HOST", "USER"],
  bucket: ["BUCKET"],
  queue: ["QUEUE_URL"],
  files: [],
  warehouse: ["HOST", "NAME", "PASSWORD", "PORT", "USER", "WORKGROUP"],
};

/** Who gives a container a setting. */
interface Origin {
  readonly setting: string;
  /** Where it was written, or in words what adds it by itself. */
  readonly from: string;
  readonly written: boolean;
}

interface Settings {
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

/**
 * Every setting of a container has one origin: of two with the same name one would silently win.
 * And what stands among the variables is plain text, also where it reads like a reference.
 */
export const settingsAreSetOnce: Rule<"catalogue"> = ({ catalogue: { services, stores } }) =>
  Object.entries(services).flatMap(([service, shape]) => {
    const path = `catalogue.services.${service}`;
    return [
      ...problemsOf(path, shape, [...ofStores(shape, stores), ...ofCalls(shape)]),
      ...Object.entries(shape.sidecars).flatMap(([name, sidecar]) =>
        problemsOf(`${path}.sidecars.${name}`, sidecar, []),
      ),
    ];
  });

function problemsOf(path: string, { variables, secrets }: Settings, inherited: readonly Origin[]): Problem[] {
  const origins: readonly Origin[] = [
    { setting: "ENVIRONMENT", from: "Gantry, which tells every container its environment,", written: false },
    ...inherited,
    ...written(`${path}.secrets`, secrets),
    ...written(`${path}.variables`, variables),
  ];
  return [...setTwice(origins), ...unresolved(`${path}.variables`, variables)];
}

function setTwice(origins: readonly Origin[]): Problem[] {
  return origins.flatMap(({ setting, from, written }, index) => {
    const first = origins.find((other) => other.setting === setting);
    if (!written || first === undefined || first === origins[index]) return [];
    const fix = "give one of them another name, or remove this one";
    return [{ path: from, what: `is set a second time: ${first.from} sets it too`, fix }];
  });
}

function unresolved(path: string, variables: Settings["variables"]): Problem[] {
  return Object.entries(variables).flatMap(([setting, value]) =>
    isSecretReference(value)
      ? [
          {
            path: `${path}.${setting}`,
            what: "would reach the container as this very text: variables are not resolved",
            value,
            fix: "move it to `secrets` of the same container",
          },
        ]
      : [],
  );
}

function written(path: string, settings: object): Origin[] {
  return Object.keys(settings).map((setting) => ({ setting, from: `${path}.${setting}`, written: true }));
}

function ofStores(shape: ServiceShape, stores: Readonly<Record<string, StoreShape>>): Origin[] {
  return storesOf(shape).flatMap((name) => {
    const store = stores[name];
    if (store === undefined) return [];
    return STORE_SETTINGS[store.kind].map((setting) => ({
      setting: `${prefixOf(name)}_${setting}`,
      from: `the store ${name}`,
      written: false,
    }));
  });
}

function ofCalls(shape: ServiceShape): Origin[] {
  return callsOf(shape).map((callee) => ({
    setting: `${prefixOf(callee)}_URL`,
    from: `the call of ${callee}`,
    written: false,
  }));
}

/** How `modules/aws` begins the settings of a store or a call. */
function prefixOf(name: string): string {
  return name.replaceAll("-", "_").toUpperCase();
}
