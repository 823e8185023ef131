import type { Problem } from "../../../modules/core/errors.js";
import type { ServiceShape, ServiceSize } from "../services/service.js";
import { isCounted } from "../services/service.js";
import type { Rule } from "./context.js";

/** In every environment a deployment has room to start a new task, or leave to stop an old one. */
export const deploymentsCanGoOn: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, services } }) =>
    Object.entries(services).flatMap(([service, size]) => {
      const shape = catalogue.services[service];
      return shape === undefined ? [] : roomIsLeft(`${name}.services.${service}.count`, service, shape, size);
    }),
  );

/**
 * ECS rounds the least that runs up and the most down, so fewer tasks leave less room: the fewest decide.
 * Source: Amazon ECS developer guide, "Deploy Amazon ECS services by replacing tasks".
 */
function roomIsLeft(path: string, service: string, shape: ServiceShape, size: ServiceSize): Problem[] {
  if (!isCounted(size) || !("deployment" in shape)) return [];
  const { minimumPercent, maximumPercent } = shape.deployment;
  const fewest = typeof size.count === "number" ? size.count : size.count.minimum;
  // Of no task nothing is replaced; a range that begins there deploys with one at times.
  const tasks = typeof size.count === "number" ? fewest : Math.max(fewest, 1);
  const least = Math.ceil((tasks * minimumPercent) / 100);
  const most = Math.floor((tasks * maximumPercent) / 100);
  if (tasks === 0 || most > tasks || least < tasks) return [];
  return [
    {
      path,
      what:
        `leaves a deployment of ${service} no way to go on: it must keep ${tasks} × ${minimumPercent} % = ${least} ` +
        `running (rounded up) and may run ${tasks} × ${maximumPercent} % = ${most} (rounded down)`,
      value: size.count,
      allowed: "counts of which a new task fits on top, or an old one may stop first",
      fix: `${minimumPercent === 100 && maximumPercent === 100 ? "" : "raise it, or "}change catalogue.services.${service}.deployment: maximumPercent ${enoughAbove(tasks)} or more, or minimumPercent ${enoughBelow(tasks)} or less`,
    },
  ];
}

/** The least percentage that rounds down to one task more. */
function enoughAbove(tasks: number): number {
  return Math.ceil((100 * (tasks + 1)) / tasks);
}

/** The highest percentage that rounds up to one task less. */
function enoughBelow(tasks: number): number {
  return Math.floor((100 * (tasks - 1)) / tasks);
}
