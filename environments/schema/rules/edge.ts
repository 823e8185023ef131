import type { Problem } from "../../../modules/core/errors.js";
import type { ParsedEnvironment } from "../environment.js";
import type { Rule } from "./context.js";

/** What an environment chooses for its edge goes with its domain, and with each other. */
export const edgesGoTogether: Rule<"environments"> = ({ environments }) =>
  environments.flatMap(({ parsed }) => [
    ...namesExist(parsed),
    ...rampIsWatched(parsed),
    ...ipv6LeadsHere(parsed),
    ...privateZonesHideNothing(parsed),
  ]);

/** Without a domain there is no name that could lead elsewhere. */
function namesExist({ name, domain, edge }: ParsedEnvironment): Problem[] {
  if (domain !== undefined) return [];
  return (["ramp", "cdn", "issuers"] as const).flatMap((setting) =>
    edge?.[setting] === undefined
      ? []
      : [
          {
            path: `${name}.edge.${setting}`,
            what: "goes with names of its own: the environment has no domain",
            fix: `set ${name}.domain, or remove it`,
          },
        ],
  );
}

/** Route 53 doesn't watch CloudFront: the old side would get nothing back while this one is ill. */
function rampIsWatched({ name, edge }: ParsedEnvironment): Problem[] {
  if (edge?.ramp === undefined || edge.cdn === undefined) return [];
  return [
    {
      path: `${name}.edge.cdn`,
      what: "goes with no ramp: behind CloudFront nobody would see that this side is ill",
      fix: "move the traffic first, then put CloudFront before it",
    },
  ];
}

/** Addresses of both kinds that lead to the same place. */
function ipv6LeadsHere({ name, network, edge }: ParsedEnvironment): Problem[] {
  if (edge?.ipv6 !== true) return [];
  const path = `${name}.edge.ipv6`;
  return [
    ...(network.ipv6
      ? []
      : [{ path, what: "has no addresses: the public subnets have none", fix: `set ${name}.network.ipv6: true` }]),
    ...(edge.ramp === undefined
      ? []
      : [
          {
            path,
            what: "goes with no ramp: clients that have IPv6 would all come here, whatever its share",
            fix: "move the traffic first, then give it IPv6",
          },
        ]),
  ];
}

/** A private zone answers for everything under it: what it doesn't know is unknown inside the VPC. */
function privateZonesHideNothing({ name, domain, edge }: ParsedEnvironment): Problem[] {
  return Object.keys(edge?.privateZones ?? {}).flatMap((zone) => {
    const path = `${name}.edge.privateZones.${zone}`;
    if (domain !== undefined && contains(zone, domain)) {
      return {
        path,
        what: `hides ${domain} from the VPC: services would no longer find the environment's own names`,
        fix: `take a zone that ${domain} isn't under`,
      };
    }
    const internal = `${name}.internal`;
    if (contains(zone, internal) || contains(internal, zone)) {
      return {
        path,
        what: `meets ${internal}, under which internal services are found`,
        fix: "take another name",
      };
    }
    return [];
  });
}

/** Whether a name is a zone's own or one under it. */
function contains(zone: string, name: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}
