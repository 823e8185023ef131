import { GantryError } from "../../../core/errors.js";
import { settingName } from "../../data/settings.js";
import { networkModeOf } from "../cluster/capacity.js";
import type { ConfigFiles } from "./config-files.js";
import type { ContainerProps } from "./container.js";
import type { TaskSecrets } from "./task-secrets.js";
import type { ContainerExtras, TaskDefinitionProps } from "./task-settings.js";
import { unifiedTags } from "./unified-tags.js";

/** What the containers of a task are made with, beside what was said of them. */
export interface ContainersProps extends TaskDefinitionProps {
  /** Reference of the image of the service's own. */
  readonly image: string;
  /** What runs, as its telemetry names it. */
  readonly version: string;
  readonly resolved: TaskSecrets;
  readonly configFiles: ConfigFiles;
  readonly logGroup: string;
}

/** The containers of a task: the service's own, its sidecars by name, and the one that fetches their files. */
export function taskContainers(props: ContainersProps): readonly ContainerProps[] {
  const { configFiles, environment, region, logGroup } = props;
  return [
    own(props),
    ...sidecars(props),
    ...configFiles.fetchers().map((one) => ({ ...one, region, logGroup, variables: { ENVIRONMENT: environment } })),
  ];
}

/** The service's own container: what the task has and its sidecars don't take is its share. */
function own(props: ContainersProps): ContainerProps {
  const { service, region, logGroup, cpu, memoryMiB: _, ...settings } = props;
  const beside = Object.values(props.sidecars ?? {});
  return {
    ...props.configFiles.mountedIn(service, settings),
    ...registryOf(props, props.resolved),
    name: service,
    region,
    logGroup,
    dynamicPort: networkModeOf(props.cluster) === "bridge",
    // Without a number its share beside sidecars with one would be the smallest that Linux knows.
    ...(beside.length === 0 ? {} : { cpu: beside.reduce((rest, sidecar) => rest - sidecar.cpu, cpu) }),
    ...observed(props, settingsOf(props, props.resolved)),
  };
}

/** With what makes it known to Datadog; what the catalogue says of that itself wins. */
function observed<Settings extends { readonly variables: Readonly<Record<string, string>> }>(
  { telemetry, ...task }: ContainersProps,
  settings: Settings,
) {
  if (telemetry === undefined) return settings;
  const { variables, labels } = unifiedTags(task);
  const { agentHost } = telemetry;
  const endpoint = agentHost === undefined ? {} : { DD_AGENT_HOST: agentHost };
  return { ...settings, variables: { ...variables, ...endpoint, ...settings.variables }, labels };
}

/** What the service is told by its environment, the catalogue, its stores and those that it calls. */
export function settingsOf(
  { environment, service, variables, stores, calls = [], ...props }: TaskDefinitionProps,
  secrets: TaskSecrets,
) {
  return {
    variables: merged(service, [
      { ENVIRONMENT: environment },
      variables,
      ...stores.map((store) => store.variables),
      ...calls.map(({ service: callee, url }) => ({ [settingName(callee, "URL")]: url })),
    ]),
    secrets: merged(service, [secrets.resolve(props.secrets ?? {}), ...stores.map((store) => store.secrets)]),
  };
}

/** All of them together; of two values for one setting neither may silently win. */
function merged(service: string, parts: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const settings = parts.flatMap((part) => Object.entries(part));
  const names = settings.map(([setting]) => setting);
  const twice = names.filter((setting, index) => names.indexOf(setting) !== index);
  if (twice.length > 0) {
    throw new GantryError({
      path: `service ${service}`,
      what: "gets the same setting from two sides: itself, its stores, those that it calls or Gantry's ENVIRONMENT",
      value: twice.join(", "),
      fix: "rename it in environments/catalogue.ts",
    });
  }
  return Object.fromEntries(settings);
}

function sidecars(props: ContainersProps): readonly ContainerProps[] {
  const { region, logGroup, environment, resolved, configFiles } = props;
  return Object.entries(props.sidecars ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, sidecar]) => ({
      ...configFiles.mountedIn(name, sidecar),
      ...registryOf(sidecar, resolved),
      name,
      region,
      logGroup,
      variables: { ENVIRONMENT: environment, ...sidecar.variables },
      secrets: resolved.resolve(sidecar.secrets),
    }));
}

/** The secret that the registry of a container's image asks for. */
export function registryOf(
  { registry }: Pick<ContainerExtras, "registry">,
  resolved: TaskSecrets,
): { readonly registryCredentials?: string } {
  return registry === undefined ? {} : { registryCredentials: resolved.valueFrom(registry.credentials) };
}
