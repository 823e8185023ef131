import type { Problem } from "../../../modules/core/errors.js";
import type { ServiceShape } from "../services/service.js";
import type { SidecarShape } from "../tasks/sidecar.js";
import type { Rule } from "./context.js";

/** A container of a task, and where the catalogue describes it. */
interface Described {
  readonly path: string;
  readonly essential: boolean;
  readonly shape: ServiceShape | SidecarShape;
}

type Containers = ReadonlyMap<string, Described>;

/** The containers of each task have names of their own, a possible order, and the volumes that they mount. */
export const containersFitTogether: Rule<"catalogue"> = ({ catalogue }) =>
  Object.entries(catalogue.services).flatMap(([service, shape]) => {
    const path = `catalogue.services.${service}`;
    if (service in shape.sidecars) {
      return [
        {
          path: `${path}.sidecars.${service}`,
          what: "has the name of the service's own container",
          fix: "give the sidecar another name",
        },
      ];
    }
    const containers: Containers = new Map([
      described(service, { path, essential: true, shape }),
      ...Object.entries(shape.sidecars).map(([name, sidecar]) =>
        described(name, { path: `${path}.sidecars.${name}`, essential: sidecar.essential, shape: sidecar }),
      ),
    ]);
    return [
      ...[...containers.values()].flatMap((one) => conditionsCanCome(one, containers)),
      ...orderIsPossible(path, containers),
      ...volumesAreMounted(path, shape, containers),
      ...groupsHaveUsers(containers),
    ];
  });

function described(name: string, container: Described): readonly [string, Described] {
  return [name, container];
}

/** What one container waits for is something that the other one can do. */
function conditionsCanCome({ path, shape }: Described, containers: Containers): Problem[] {
  return Object.entries(shape.dependsOn).flatMap(([name, condition]): Problem[] => {
    const at = { path: `${path}.dependsOn.${name}`, value: condition };
    const other = containers.get(name);
    if (other === undefined) {
      const allowed = [...containers.keys()].join(", ");
      return [{ path: at.path, what: "names no container of the task", allowed, fix: "correct the name" }];
    }
    if (condition === "HEALTHY" && other.shape.containerHealth === undefined) {
      const fix = `give ${name} a containerHealth, or wait for its START`;
      return [{ ...at, what: `never comes: nobody asks ${name} whether it is healthy`, fix }];
    }
    if ((condition === "COMPLETE" || condition === "SUCCESS") && other.essential) {
      const fix = `set essential: false for ${name} if it is a sidecar that ends, or wait for its START`;
      return [{ ...at, what: `never comes: ${name} is essential, so the task ends when it does`, fix }];
    }
    return [];
  });
}

/** No container waits, over however many others, for itself. */
function orderIsPossible(path: string, containers: Containers): Problem[] {
  const done = new Set<string>();
  const circleFrom = (name: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const other of Object.keys(containers.get(name)?.shape.dependsOn ?? {})) {
      const circle = circleFrom(other, [...way, name]);
      if (circle !== undefined) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of containers.keys()) {
    const circle = circleFrom(name, []);
    if (circle !== undefined) {
      const value = circle.join(" waits for ");
      return [
        { path, what: "has containers that wait for each other in a circle", value, fix: "remove one dependsOn" },
      ];
    }
  }
  return [];
}

/** What is mounted exists, and what exists is mounted. */
function volumesAreMounted(path: string, { volumes }: ServiceShape, containers: Containers): Problem[] {
  const mounts = [...containers.values()].flatMap((one) =>
    Object.entries(one.shape.mounts).map(([at, { volume }]) => ({ path: `${one.path}.mounts.${at}`, volume })),
  );
  const used = new Set(mounts.map(({ volume }) => volume));
  return [
    ...mounts
      .filter(({ volume }) => !(volume in volumes))
      .map(({ path: at, volume }) => ({
        path: `${at}.volume`,
        what: "names no volume of the service",
        value: volume,
        ...(Object.keys(volumes).length === 0 ? {} : { allowed: Object.keys(volumes).join(", ") }),
        fix: `add it to ${path}.volumes, or correct the name`,
      })),
    ...Object.keys(volumes)
      .filter((name) => !used.has(name))
      .map((name) => ({
        path: `${path}.volumes.${name}`,
        what: "is mounted by no container",
        fix: "mount it in a container's `mounts`, or remove it",
      })),
  ];
}

function groupsHaveUsers(containers: Containers): Problem[] {
  return [...containers.values()].flatMap(({ path, shape: { user, group } }) =>
    group === undefined || user !== undefined
      ? []
      : [{ path: `${path}.group`, what: "has no effect without a user", value: group, fix: "set `user` as well" }],
  );
}
