import type { Problem } from "../../../modules/core/errors.js";
import type { ServiceShape } from "../services/service.js";
import type { MigrationShape } from "../tasks/migration.js";
import type { SidecarShape } from "../tasks/sidecar.js";
import type { Rule } from "./context.js";

/** A container, and where the catalogue describes it. */
interface Described {
  readonly path: string;
  readonly shape: ServiceShape | SidecarShape | MigrationShape;
}

/**
 * No container runs as root or writes all over its own file system without saying why, and no exception stays
 * behind when its reason is gone.
 */
export const containersAreHardened: Rule<"catalogue"> = ({ catalogue }) =>
  Object.entries(catalogue.services)
    .flatMap(([service, shape]): Described[] => {
      const path = `catalogue.services.${service}`;
      const sidecars = Object.entries(shape.sidecars);
      return [
        { path, shape },
        ...sidecars.map(([name, one]) => ({ path: `${path}.sidecars.${name}`, shape: one })),
        ...(shape.migrate === undefined ? [] : [{ path: `${path}.migrate`, shape: shape.migrate }]),
      ];
    })
    .flatMap((container) => [...runsAsUser(container), ...writesWhereItSays(container), ...isAsked(container)]);

function runsAsUser({ path, shape: { user, exceptions } }: Described): Problem[] {
  if (user === undefined && exceptions.root === undefined) {
    return [
      {
        path: `${path}.user`,
        what: "is missing: the container would run as the user whom its image names, root as a rule",
        allowed: "the number of a user other than root",
        fix: "give the number of the user that the image is made for, or say in exceptions.root why it must be root",
      },
    ];
  }
  if (user === undefined || exceptions.root === undefined) return [];
  return [
    {
      path: `${path}.exceptions.root`,
      what: `is an exception that nothing needs: the container runs as user ${user}`,
      value: exceptions.root,
      fix: "remove it, or remove user",
    },
  ];
}

/** Kinds of service whose tasks end by themselves: their exit code says how they were. */
const ENDING: readonly string[] = ["cron"];

/** What no load balancer asks is asked from inside: without it a container that hangs would run on. */
function isAsked({ path, shape }: Described): Problem[] {
  const { exceptions } = shape;
  const containerHealth = "containerHealth" in shape ? shape.containerHealth : undefined;
  const needed = "kind" in shape && !ENDING.includes(shape.kind) && !("health" in shape);
  if (needed && containerHealth === undefined && exceptions.health === undefined) {
    return [
      {
        path: `${path}.containerHealth`,
        what: "is missing: nobody would notice that the container hangs",
        fix: "give a command that ends with 0 when it is well, or say in exceptions.health why there is none",
      },
    ];
  }
  if (exceptions.health === undefined || (needed && containerHealth === undefined)) return [];
  const why = needed ? "containerHealth asks the container" : "nobody has to ask it from inside";
  return [
    {
      path: `${path}.exceptions.health`,
      what: `is an exception that nothing needs: ${why}`,
      value: exceptions.health,
      fix: "remove it",
    },
  ];
}

function writesWhereItSays({ path, shape }: Described): Problem[] {
  const { writable, exceptions } = shape;
  const mounts = "mounts" in shape ? shape.mounts : {};
  const paths = Object.keys(writable);
  const unneeded =
    paths.length === 0 || exceptions.writableRoot === undefined
      ? []
      : [
          {
            path: `${path}.exceptions.writableRoot`,
            what: `is an exception that nothing needs: the container says where it writes, ${paths.join(", ")}`,
            value: exceptions.writableRoot,
            fix: "remove it, or remove writable",
          },
        ];
  const twice = paths
    .filter((at) => at in mounts)
    .map((at) => ({
      path: `${path}.writable.${at}`,
      what: "is a path at which a volume is mounted too",
      value: writable[at],
      fix: "keep one of the two",
    }));
  return [...unneeded, ...twice];
}
