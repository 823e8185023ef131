import type { Problem } from "../../../modules/core/errors.js";
import type { NetworkConfig } from "../network/network.js";
import { overlap } from "../network/range.js";
import type { Rule } from "./context.js";

interface Written {
  readonly path: string;
  readonly value: string;
}

/** A packet has one way to go: no two networks that an environment reaches share an address, and none has its own. */
export const remoteNetworksDoNotOverlap: Rule<"environments"> = ({ environments }) =>
  environments.flatMap(({ parsed: { name, network } }) => {
    const path = `${name}.network`;
    return [
      ...overlaps([{ path: `${path}.cidr`, value: network.cidr }, ...rangesOf(path, network)]),
      ...repeated(peersOf(path, network), "is the VPC of another peering too"),
      ...repeated(devicesOf(path, network), "is the device of another VPN too: AWS knows it by its address"),
      ...repeated(tunnelsOf(path, network), "is the inside of another tunnel of the same gateway too"),
    ];
  });

/** What is peered is in an account that the organization names, where the deploy role accepts it. */
export const peersAreKnown: Rule<"organization" | "environments"> = ({ organization, environments }) =>
  environments.flatMap(({ parsed: { name, network } }) =>
    Object.entries(network.peerings).flatMap(([peer, { account }]) => {
      if (account === undefined || Object.values(organization.accounts).includes(account)) return [];
      return [
        {
          path: `${name}.network.peerings.${peer}.account`,
          what: "names no known account",
          value: account,
          allowed: Object.values(organization.accounts).join(", "),
          fix: `add it to organization.accounts, with the role ${organization.deployRole} in it`,
        },
      ];
    }),
  );

function overlaps(ranges: readonly Written[]): Problem[] {
  return ranges.flatMap(({ path, value }, index) => {
    const other = ranges.slice(0, index).find((one) => overlap(one.value, value));
    if (other === undefined) return [];
    const allowed = "a range that shares no address with the environment's own nor with any other that it reaches";
    return [{ path, what: `overlaps ${other.path}, ${other.value}`, value, allowed, fix: "name a part that doesn't" }];
  });
}

function repeated(written: readonly Written[], what: string): Problem[] {
  return written.flatMap(({ path, value }, index) => {
    const first = written.slice(0, index).find((one) => one.value === value);
    return first === undefined ? [] : [{ path, what, value, fix: `change it, or remove ${first.path}` }];
  });
}

function rangesOf(path: string, { peerings, vpns }: NetworkConfig): readonly Written[] {
  return [
    ...Object.entries(peerings).flatMap(([name, { ranges }]) => listed(`${path}.peerings.${name}.ranges`, ranges)),
    ...Object.entries(vpns).flatMap(([name, { ranges = [] }]) => listed(`${path}.vpns.${name}.ranges`, ranges)),
  ];
}

function peersOf(path: string, { peerings }: NetworkConfig): readonly Written[] {
  return Object.entries(peerings).map(([name, { vpc }]) => ({ path: `${path}.peerings.${name}.vpc`, value: vpc }));
}

function devicesOf(path: string, { vpns }: NetworkConfig): readonly Written[] {
  return Object.entries(vpns).map(([name, { address }]) => ({ path: `${path}.vpns.${name}.address`, value: address }));
}

function tunnelsOf(path: string, { vpns }: NetworkConfig): readonly Written[] {
  return Object.entries(vpns).flatMap(([name, { tunnels = [] }]) => listed(`${path}.vpns.${name}.tunnels`, tunnels));
}

function listed(path: string, values: readonly string[]): readonly Written[] {
  return values.map((value, index) => ({ path: `${path}.${index}`, value }));
}
