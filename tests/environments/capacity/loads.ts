import type { ClusterLoad, InstancePool, ServiceLoad } from "../../../environments/capacity/load.js";

/** A service of one 256-MiB task in bridge mode, deployed beside the one it replaces. */
export function service(name: string, settings: Partial<ServiceLoad> = {}): ServiceLoad {
  return { name, cpu: 128, memoryMiB: 256, network: "bridge", count: 1, maximumPercent: 200, ...settings };
}

/** Two 1-GiB instances over two zones, without daemons and one-off tasks. */
export function cluster(
  services: readonly ServiceLoad[],
  { pool = {}, ...rest }: Partial<Omit<ClusterLoad, "services" | "pool">> & { pool?: Partial<InstancePool> } = {},
): ClusterLoad {
  return {
    pool: { types: ["t3.micro"], count: [2, 2], zones: 2, trunking: false, ...pool },
    services,
    daemons: [],
    oneOffs: [],
    ...rest,
  };
}

/** As many services as names are asked for: a, b, c, … */
export function services(count: number, settings: Partial<ServiceLoad> = {}): readonly ServiceLoad[] {
  return Array.from({ length: count }, (_, index) => service(String.fromCharCode(97 + index), settings));
}
