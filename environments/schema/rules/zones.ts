import type { Rule } from "./context.js";

/** As most regions have. */
const THREE = ["a", "b", "c"];

/**
 * The zones of each region, as every account sees them. A region that isn't listed is left to AWS; so is us-west-1,
 * where each account sees two of three.
 *
 * Source: AWS Regions and Availability Zones user guide; letters as `aws ec2 describe-availability-zones` gives them.
 */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  "af-south-1": THREE,
  "ap-east-1": THREE,
  "ap-northeast-1": ["a", "c", "d"],
  "ap-northeast-2": ["a", "b", "c", "d"],
  "ap-northeast-3": THREE,
  "ap-south-1": THREE,
  "ap-south-2": THREE,
  "ap-southeast-1": THREE,
  "ap-southeast-2": THREE,
  "ap-southeast-3": THREE,
  "ap-southeast-4": THREE,
  "ca-central-1": ["a", "b", "d"],
  "ca-west-1": THREE,
  "eu-central-1": THREE,
  "eu-central-2": THREE,
  "eu-north-1": THREE,
  "eu-south-1": THREE,
  "eu-south-2": THREE,
  "eu-west-1": THREE,
  "eu-west-2": THREE,
  "eu-west-3": THREE,
  "il-central-1": THREE,
  "me-central-1": THREE,
  "me-south-1": THREE,
  "sa-east-1": THREE,
  "us-east-1": ["a", "b", "c", "d", "e", "f"],
  "us-east-2": THREE,
  "us-west-2": ["a", "b", "c", "d"],
};

/** A network has its subnets in zones that its region has. */
export const zonesAreOfTheRegion: Rule<"environments"> = ({ environments }) =>
  environments.flatMap(({ parsed: { name, region, network } }) => {
    const known = ZONES[region];
    if (known === undefined) return [];
    return network.zones.flatMap((zone, index) => {
      if (known.includes(zone)) return [];
      const allowed = known.join(", ");
      return [
        {
          path: `${name}.network.zones.${index}`,
          what: `is no zone of ${region}`,
          value: zone,
          allowed,
          fix: "take one of these",
        },
      ];
    });
  });
