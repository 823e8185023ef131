import type { ContainerSettings } from "./container.js";

/**
 * Where the agent of ECS Exec, which ECS starts inside a container, writes. AWS supports no read-only root beside it
 * and documents no paths; these are the ones with which it is known to work. Should it ever need another, its session
 * doesn't open, and the service runs on.
 * Source: github.com/aws/containers-roadmap, issue 1359.
 */
const AGENT_PATHS = {
  agents: "/managed-agents",
  state: "/var/lib/amazon/ssm",
  logs: "/var/log/amazon/ssm",
} as const;

type Volumes = Readonly<Record<string, { readonly kind: string }>>;

/** A task, as far as a session in it is concerned. */
interface Task extends ContainerSettings {
  readonly volumes?: Volumes;
  readonly sidecars?: Readonly<Record<string, ContainerSettings & { readonly essential: boolean }>>;
}

interface Opened<Settings> {
  readonly settings: Settings;
  readonly volumes: Volumes;
}

/**
 * A task in whose lasting containers ECS Exec can open a shell: an init process reaps what a session leaves behind,
 * and beside a read-only root the agent gets mounts of its own.
 */
export function openToExec<Settings extends Task>(service: string, task: Settings): Settings {
  const own = opened(service, task);
  const sidecars = Object.entries(task.sidecars ?? {}).map(
    ([name, sidecar]) =>
      [name, sidecar.essential ? opened(name, sidecar) : { settings: sidecar, volumes: {} }] as const,
  );
  return {
    ...own.settings,
    ...(task.sidecars === undefined
      ? {}
      : { sidecars: Object.fromEntries(sidecars.map(([name, { settings }]) => [name, settings])) }),
    volumes: Object.assign({}, task.volumes, own.volumes, ...sidecars.map(([, { volumes }]) => volumes)),
  };
}

function opened<Settings extends ContainerSettings>(container: string, settings: Settings): Opened<Settings> {
  if (settings.exceptions?.writableRoot !== undefined) return { settings: { ...settings, init: true }, volumes: {} };
  const paths = Object.entries(AGENT_PATHS).map(([what, path]) => ({ path, volume: `exec-${container}-${what}` }));
  const mounts = Object.fromEntries(paths.map(({ path, volume }) => [path, { volume, readOnly: false }]));
  return {
    settings: { ...settings, init: true, mounts: { ...settings.mounts, ...mounts } },
    volumes: Object.fromEntries(paths.map(({ volume }) => [volume, { kind: "scratch" as const }])),
  };
}
