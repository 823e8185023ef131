import { GantryError } from "../../core/errors.js";

export interface ContainerProps {
  readonly name: string;
  readonly image: string;
  readonly port: number;
  /** Plain settings. */
  readonly variables: Readonly<Record<string, string>>;
  /** Setting → ARN (with JSON key where needed) that the ECS agent resolves at the task's start. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly logGroup: string;
  readonly region: string;
}

/**
 * One container definition, sorted and with every default that ECS would fill in written out:
 * anything less comes back differently from what was sent, and the plan never becomes empty.
 *
 * @throws GantryError when a setting is both a variable and a secret
 */
export function container({ name, image, port, variables, secrets, logGroup, region }: ContainerProps): object {
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
    essential: true,
    portMappings: [{ containerPort: port, hostPort: port, protocol: "tcp" }],
    environment: entries(variables).map(([key, value]) => ({ name: key, value })),
    secrets: entries(secrets).map(([key, valueFrom]) => ({ name: key, valueFrom })),
    mountPoints: [],
    volumesFrom: [],
    systemControls: [],
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": logGroup, "awslogs-region": region, "awslogs-stream-prefix": name },
    },
  };
}

function entries(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
