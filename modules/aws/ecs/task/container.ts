import { GantryError } from "../../../core/errors.js";

/** What must have happened to another container of the task before this one starts. */
export type StartCondition = "START" | "HEALTHY" | "COMPLETE" | "SUCCESS";

/** How ECS asks a container, from inside, whether it is well. */
export interface ContainerHealth {
  /** Program and arguments; well is exit code 0. Runs without a shell. */
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  /** Failures in a row after which it counts as unhealthy. */
  readonly retries: number;
  /** Time to start, in which failures don't count; 0 is none. */
  readonly startPeriodSeconds: number;
}

/** What may be said of any container of a task, of the service's own and of a sidecar. */
export interface ContainerSettings {
  /** Arguments, in the place of the image's CMD. @default - the image's */
  readonly command?: readonly string[];
  /** Program, in the place of the image's ENTRYPOINT. @default - the image's */
  readonly entryPoint?: readonly string[];
  /** Number of the user that it runs as. @default - the image's, for which `exceptions` says why */
  readonly user?: number;
  /** Number of that user's group. @default the number of `user` */
  readonly group?: number;
  /**
   * Why it runs as its image's user, why its root file system isn't read-only, why nobody asks whether it is well.
   * @default - none of it is so
   */
  readonly exceptions?: {
    readonly root?: string;
    readonly writableRoot?: string;
    readonly health?: string;
    readonly privileged?: string;
  };
  /** Path → MiB of memory that any user may fill there. @default - it writes to its mounts alone */
  readonly writable?: Readonly<Record<string, number>>;
  /** Whether an init process passes signals on and reaps children. @default false */
  readonly init?: boolean;
  /** From SIGTERM to SIGKILL. @default - the agent's, 30 */
  readonly stopTimeoutSeconds?: number;
  /** Resource limit → soft and hard value. @default - those of the host */
  readonly ulimits?: Readonly<Record<string, { readonly soft: number; readonly hard: number }>>;
  /** Soft limit: what is kept free for it. @default - none */
  readonly memoryReservationMiB?: number;
  /** @default - the image's HEALTHCHECK is ignored, as ECS does */
  readonly containerHealth?: ContainerHealth;
  /** Path in the container → volume of the task. @default none */
  readonly mounts?: Readonly<Record<string, { readonly volume: string; readonly readOnly: boolean }>>;
  /** Other container → what must have happened to it first. @default none */
  readonly dependsOn?: Readonly<Record<string, StartCondition>>;
}

export interface ContainerProps extends ContainerSettings {
  readonly name: string;
  readonly image: string;
  /** Port on which others reach it. @default - none */
  readonly port?: number;
  /** Name of that port, by which Service Connect offers it to others as HTTP. @default - none */
  readonly portName?: string;
  /** Whether Docker gives that port another number on the instance. @default false: the same */
  readonly dynamicPort?: boolean;
  /** Ports that it offers on its instance, under the same numbers. @default none */
  readonly offers?: readonly { readonly port: number; readonly protocol: "tcp" | "udp" }[];
  /** Whether the task ends when it does. @default true */
  readonly essential?: boolean;
  /** CPU units that are its share while others want them too. @default - none of its own */
  readonly cpu?: number;
  /** Hard limit, beyond which it is killed. @default - the task's */
  readonly memoryMiB?: number;
  /** ARN of the secret that the image's registry asks for. @default - it asks for none */
  readonly registryCredentials?: string;
  /** Plain settings. */
  readonly variables: Readonly<Record<string, string>>;
  /** Setting → ARN (with JSON key where needed) that the ECS agent resolves at the task's start. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly logGroup: string;
  readonly region: string;
  /** Docker labels beside those of its exceptions. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Labels that say what a container doesn't keep to begin with this; the reason is their value. */
export const EXCEPTION = "gantry.exception.";

/**
 * One container definition, sorted and with every default that ECS would fill in written out:
 * anything less comes back differently from what was sent, and the plan never becomes empty. What
 * was not asked for is absent, since ECS doesn't send back what it wasn't told either.
 *
 * @throws GantryError when a setting is both a variable and a secret
 */
export function container(props: ContainerProps): object {
  const { name, image, port, variables, secrets, logGroup, region } = props;
  const twice = Object.keys(variables).filter((key) => key in secrets);
  if (twice.length > 0) {
    throw new GantryError({
      path: `service ${name}`,
      what: "gets the same setting as a variable and as a secret",
      value: twice.join(", "),
      fix: "rename the variable in environments/catalogue.ts",
    });
  }
  return {
    name,
    image,
    ...(props.registryCredentials === undefined
      ? {}
      : { repositoryCredentials: { credentialsParameter: props.registryCredentials } }),
    essential: props.essential ?? true,
    portMappings: [...(port === undefined ? [] : [portMapping(props, port)]), ...offered(props)],
    environment: entries(variables).map(([key, value]) => ({ name: key, value })),
    secrets: entries(secrets).map(([key, valueFrom]) => ({ name: key, valueFrom })),
    mountPoints: entries(props.mounts ?? {}).map(([containerPath, { volume, readOnly }]) => ({
      sourceVolume: volume,
      containerPath,
      readOnly,
    })),
    volumesFrom: [],
    systemControls: [],
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": logGroup, "awslogs-region": region, "awslogs-stream-prefix": name },
    },
    ...program(props),
    ...limits(props),
  };
}

/** As host port 0 lets Docker choose; without a number ECS would send another one back than was asked for. */
function portMapping({ dynamicPort = false, portName }: ContainerProps, port: number): object {
  return {
    containerPort: port,
    hostPort: dynamicPort ? 0 : port,
    protocol: "tcp",
    ...(portName === undefined ? {} : { name: portName, appProtocol: "http" }),
  };
}

function offered({ offers = [] }: ContainerProps): readonly object[] {
  return [...offers]
    .sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1))
    .map(({ port, protocol }) => ({ containerPort: port, hostPort: port, protocol }));
}

/** What runs in it, and when. */
function program({ command, entryPoint, user, group, exceptions = {}, labels = {}, ...props }: ContainerProps): object {
  const dependsOn = entries(props.dependsOn ?? {});
  const stated = entries(exceptions).map(([what, why]) => [`${EXCEPTION}${what}`, why] as const);
  const labelled = [...entries(labels), ...stated];
  return {
    ...(entryPoint === undefined ? {} : { entryPoint }),
    ...(command === undefined ? {} : { command }),
    // A user without a group would get the image's, or root's for a number that the image doesn't know.
    ...(user === undefined ? {} : { user: `${user}:${group ?? user}` }),
    ...(exceptions.writableRoot === undefined ? { readonlyRootFilesystem: true } : {}),
    ...(exceptions.privileged === undefined ? {} : { privileged: true }),
    ...linuxParameters(props),
    ...(labelled.length === 0 ? {} : { dockerLabels: Object.fromEntries(labelled) }),
    ...(props.containerHealth === undefined ? {} : { healthCheck: healthCheck(props.containerHealth) }),
    ...(dependsOn.length === 0
      ? {}
      : { dependsOn: dependsOn.map(([containerName, condition]) => ({ containerName, condition })) }),
  };
}

/**
 * Memory for files. The mode is said because the directory of the image would give its own. Fargate takes it too.
 * Source: Amazon ECS API reference, `Tmpfs`; AWS What's New, January 2026, "tmpfs mounts on AWS Fargate".
 */
const TMPFS_OPTIONS = ["mode=1777", "nodev", "noexec", "nosuid"];

function linuxParameters({ init, writable }: Pick<ContainerProps, "init" | "writable">): object {
  const tmpfs = entries(writable ?? {}).map(([containerPath, size]) => ({
    containerPath,
    size,
    mountOptions: TMPFS_OPTIONS,
  }));
  const parameters = {
    ...(init === true ? { initProcessEnabled: true } : {}),
    ...(tmpfs.length === 0 ? {} : { tmpfs }),
  };
  return Object.keys(parameters).length === 0 ? {} : { linuxParameters: parameters };
}

/** What it may use, and how long it may take to end. */
function limits({ cpu, memoryMiB, memoryReservationMiB, ulimits, stopTimeoutSeconds }: ContainerProps): object {
  const named = entries(ulimits ?? {});
  return {
    ...(cpu === undefined ? {} : { cpu }),
    ...(memoryMiB === undefined ? {} : { memory: memoryMiB }),
    ...(memoryReservationMiB === undefined ? {} : { memoryReservation: memoryReservationMiB }),
    ...(named.length === 0
      ? {}
      : { ulimits: named.map(([name, { soft, hard }]) => ({ name, softLimit: soft, hardLimit: hard })) }),
    ...(stopTimeoutSeconds === undefined ? {} : { stopTimeout: stopTimeoutSeconds }),
  };
}

function healthCheck(health: ContainerHealth): object {
  return {
    command: ["CMD", ...health.command],
    interval: health.intervalSeconds,
    timeout: health.timeoutSeconds,
    retries: health.retries,
    ...(health.startPeriodSeconds === 0 ? {} : { startPeriod: health.startPeriodSeconds }),
  };
}

function entries<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
