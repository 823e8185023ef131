import type { Problem } from "../../../modules/core/errors.js";
import type { NetworkConfig } from "../network/network.js";
import type { ServiceSize } from "../services/service.js";
import type { Rule } from "./context.js";

/** What a service reaches, and is reached from, is a peering or a VPN of its environment whose ranges are written. */
export const remotesAreKnown: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, network, services } }) =>
    Object.entries(services).flatMap(([service, size]) => {
      const path = `${name}.services.${service}`;
      const named = [
        ...Object.keys(size.reaches ?? {}).map((remote) => [`${path}.reaches.${remote}`, remote] as const),
        ...callersOf(size).map((remote, index) => [`${path}.reachedFrom.${index}`, remote] as const),
      ];
      const shape = catalogue.services[service];
      const isBalanced = shape?.kind !== "internal" || shape.over === "load-balancer";
      return [
        ...named.flatMap(([at, remote]) => remoteProblems(at, remote, `${name}.network`, network)),
        ...(callersOf(size).length === 0 || isBalanced ? [] : [withoutName(`${path}.reachedFrom`, service)]),
      ];
    }),
  );

function callersOf(size: ServiceSize): readonly string[] {
  return "reachedFrom" in size ? (size.reachedFrom ?? []) : [];
}

/** What is wrong with the name of a peering or a VPN. */
export function remoteProblems(
  path: string,
  remote: string,
  networkPath: string,
  { peerings, vpns }: NetworkConfig,
): Problem[] {
  const found = [peerings[remote], vpns[remote]].filter((one) => one !== undefined);
  const [first] = found;
  if (first === undefined) {
    const allowed = [...Object.keys(peerings), ...Object.keys(vpns)].join(", ");
    return [
      {
        path,
        what: "names no peering and no VPN",
        value: remote,
        allowed: allowed === "" ? `none: ${networkPath} has neither` : allowed,
        fix: `correct the name, or add it to ${networkPath}`,
      },
    ];
  }
  if (found.length > 1) {
    return [{ path, what: "names a peering and a VPN", value: remote, fix: "give one of them another name" }];
  }
  if (first.ranges !== undefined) return [];
  return [
    {
      path,
      what: "names a VPN of which nobody has written what is behind it: rules need ranges, routes alone come by BGP",
      value: remote,
      fix: `add ranges to ${networkPath}.vpns.${remote}`,
    },
  ];
}

function withoutName(path: string, service: string): Problem {
  return {
    path,
    what: "can't be: its name resolves in the VPC alone, and its tasks change their addresses",
    allowed: 'over: "load-balancer"',
    fix: `set it in catalogue.services.${service}, or remove this`,
  };
}
