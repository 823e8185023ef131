import type { Problem } from "../../../modules/core/errors.js";
import type { ServiceShape, ServiceSize } from "../services/service.js";
import { SMALLEST_MEMORY_MIB } from "../tasks/container.js";
import type { Rule } from "./context.js";

/** In every environment each task is big enough for all of its containers. */
export const tasksHoldTheirContainers: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, services } }) =>
    Object.entries(services).flatMap(([service, size]) => {
      const shape = catalogue.services[service];
      if (shape === undefined) return [];
      const path = `${name}.services.${service}`;
      return [
        ...cpuIsLeft(path, service, shape, size),
        ...memoryIsLeft(path, service, shape, size),
        ...filesFitInMemory(path, service, shape, size),
      ];
    }),
  );

/** The service's own container gets what its sidecars leave, which must be something. */
function cpuIsLeft(path: string, service: string, { sidecars }: ServiceShape, { cpu }: ServiceSize): Problem[] {
  const shares = Object.entries(sidecars).map(([name, sidecar]) => [name, sidecar.cpu] as const);
  const taken = total(shares);
  if (taken < cpu) return [];
  return [
    {
      path: `${path}.cpu`,
      what: `leaves nothing to ${service}: its sidecars take ${sum(shares)}`,
      value: cpu,
      allowed: `more than ${taken}`,
      fix: FIX,
    },
  ];
}

/**
 * ECS counts for each container what is kept free for it, or else its limit. A container without
 * either, the service's own, needs the least that Docker gives.
 */
function memoryIsLeft(path: string, service: string, { sidecars }: ServiceShape, size: ServiceSize): Problem[] {
  const parts = [
    [service, size.memoryReservationMiB ?? SMALLEST_MEMORY_MIB] as const,
    ...Object.entries(sidecars).map(
      ([name, { memoryMiB, memoryReservationMiB }]) => [name, memoryReservationMiB ?? memoryMiB] as const,
    ),
  ];
  const { memoryMiB } = size;
  const tooBig = Object.entries(sidecars).filter(([, sidecar]) => sidecar.memoryMiB > memoryMiB);
  return [
    ...(total(parts) <= memoryMiB
      ? []
      : [
          {
            path: `${path}.memoryMiB`,
            what: `is less than its containers need: ${sum(parts)}`,
            value: memoryMiB,
            allowed: `at least ${total(parts)}`,
            fix: FIX,
          },
        ]),
    ...tooBig.map(([name, sidecar]) => ({
      path: `${path}.memoryMiB`,
      what: `is less than the limit of the sidecar ${name}`,
      value: memoryMiB,
      allowed: `at least ${sidecar.memoryMiB}`,
      fix: FIX,
    })),
  ];
}

/** Beyond its memory a container is killed: what it may write must run full before that. */
function filesFitInMemory(path: string, service: string, { writable }: ServiceShape, size: ServiceSize): Problem[] {
  const parts = Object.entries(writable);
  if (parts.length === 0 || total(parts) < size.memoryMiB) return [];
  return [
    {
      path: `${path}.memoryMiB`,
      what: `is no more than ${service} may fill with files: ${sum(parts)}`,
      value: size.memoryMiB,
      allowed: `more than ${total(parts)}`,
      fix: "raise it, or lower what is writable in environments/catalogue.ts, or mount a scratch volume there",
    },
  ];
}

const FIX = "raise it, or lower what the sidecars take in environments/catalogue.ts";

type Parts = readonly (readonly [name: string, amount: number])[];

function total(parts: Parts): number {
  return parts.reduce((sum, [, amount]) => sum + amount, 0);
}

/** The arithmetic, so that the one who reads it can check it: `api 6 + proxy 64 = 70`. */
function sum(parts: Parts): string {
  return `${parts.map(([name, amount]) => `${name} ${amount}`).join(" + ")} = ${total(parts)}`;
}
