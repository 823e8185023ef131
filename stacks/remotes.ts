import type { NetworkConfig } from "../environments/schema/network/network.js";
import type { RemoteRef } from "../modules/core/refs/network.js";

/** What services reach of networks elsewhere, each network once, with every port that any of them needs. */
export function remotesOf(
  reaches: readonly (Readonly<Record<string, readonly number[]>> | undefined)[],
  network: NetworkConfig,
): readonly RemoteRef[] {
  const all = reaches.flatMap((one) => Object.entries(one ?? {}));
  return [...new Set(all.map(([name]) => name))].map((name) => {
    const ports = all.flatMap(([other, ports]) => (other === name ? ports : []));
    return { name, ranges: rangesOf(name, network), ports: [...new Set(ports)].sort((a, b) => a - b) };
  });
}

/** The ranges behind a peering or a VPN. */
export function rangesOf(name: string, { peerings, vpns }: NetworkConfig): readonly string[] {
  const ranges = (peerings[name] ?? vpns[name])?.ranges;
  if (ranges === undefined) throw new Error(`the configuration let a network without ranges through: ${name}`);
  return ranges;
}
