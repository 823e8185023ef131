import type { Rule } from "./context.js";

/**
 * The zones of each region, as every account sees them. A region that isn't listed is left to AWS; so is us-west-1,
 * where each account sees two of three.
 *
 * Source: AWS Regions and Availability Zones user guide; letters as `aws ec2 describe-availability-zones` gives them.
 */
const ZONES: Readonly<Record<string, string>> = {
  "af-south-1": "abc",
  "ap-east-1": "abc",
  "ap-northeast-1": "acd",
  "ap-northeast-2": "abcd",
  "ap-northeast-3": "abc",
  "ap-south-1": "abc",
  "ap-south-2": "abc",
  "ap-southeast-1": "abc",
  "ap-southeast-2": "abc",
  "ap-southeast-3": "abc",
  "ap-southeast-4": "abc",
  "ca-central-1": "abd",
  "ca-west-1": "abc",
  "eu-central-1": "abc",
  "eu-central-2": "abc",
  "eu-north-1": "abc",
  "eu-south-1": "abc",
  "eu-south-2": "abc",
  "eu-west-1": "abc",
  "eu-west-2": "abc",
  "eu-west-3": "abc",
  "il-central-1": "abc",
  "me-central-1": "abc",
  "me-south-1": "abc",
  "sa-east-1": "abc",
  "us-east-1": "abcdef",
  "us-east-2": "abc",
  "us-west-2": "abcd",
};

/** A network has its subnets in zones that its region has. */
export const zonesAreOfTheRegion: Rule<"environments"> = ({ environments }) =>
  environments.flatMap(({ parsed: { name, region, network } }) => {
    const known = ZONES[region];
    if (known === undefined) return [];
    return network.zones.flatMap((zone, index) => {
      if (known.includes(zone)) return [];
      const allowed = [...known].join(", ");
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
