import type { Problem } from "../../../modules/core/errors.js";
import type { ParsedEnvironment } from "../environment.js";
import { isV6, type Reachable, reachableIn, SESSION_MANAGER, wayToSessionManager } from "../network/bastion.js";
import type { Rule } from "./context.js";

/** A bastion that stays leads to what listens, and people can reach it. */
export const bastionsLeadSomewhere: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) => {
  const reachable = reachableIn(catalogue);
  return environments.flatMap(({ parsed }) => [...leadSomewhere(parsed, reachable), ...canBeReached(parsed)]);
};

function leadSomewhere({ name, bastion }: ParsedEnvironment, reachable: readonly Reachable[]): Problem[] {
  return (bastion?.to ?? []).flatMap((target, index) =>
    reachable.some((one) => one.name === target) ? [] : [notReached(`${name}.bastion.to.${index}`, target, reachable)],
  );
}

function canBeReached({ name, bastion, network }: ParsedEnvironment): Problem[] {
  if (bastion === undefined) return [];
  if (bastion.from.length === 0) {
    return wayToSessionManager(network) === undefined ? [notManaged(`${name}.bastion`, name)] : [];
  }
  return bastion.from.flatMap((range, index) =>
    isV6(range) && !network.ipv6 ? [withoutV6(`${name}.bastion.from.${index}`, range, name)] : [],
  );
}

/** What is said of a name that no bastion can lead to. */
export function notReached(path: string, value: string, reachable: readonly Reachable[]): Problem {
  return {
    path,
    what: "is nothing that a bastion can lead to",
    value,
    allowed:
      reachable.length === 0
        ? "a database, a cache or an internal service of the catalogue, of which there is none"
        : reachable.map(({ name }) => name).join(", "),
    fix: "correct the name; buckets and queues are reached through AWS's own APIs",
  };
}

/** What is said where neither NAT nor endpoints lead to Systems Manager. */
export function notManaged(path: string, environment: string): Problem {
  const missing = SESSION_MANAGER.map((one) => `"${one}"`).join(", ");
  return {
    path,
    what: "needs Session Manager, to which nothing leads from a private subnet here",
    fix: `add ${missing} to ${environment}.network.endpoints, set nat: "single", or say from where you come`,
  };
}

/** What is said of a range of IPv6 where there is none. */
export function withoutV6(path: string, value: string, environment: string): Problem {
  return {
    path,
    what: "is a range of IPv6, which the network doesn't have",
    value,
    fix: `set ${environment}.network.ipv6, or take a range of IPv4`,
  };
}
