import type { Problem } from "../../../modules/core/errors.js";
import type { Ec2ClusterConfig } from "../clusters/cluster.js";
import { architectureOf, familiesOf } from "../clusters/instance-families.js";
import type { Lifecycle } from "../primitives.js";
import type { Rule } from "./context.js";

/** Two, in two zones: the loss of one leaves the other. */
const MINIMUM_WHERE_PROTECTED = 2;

/** An EC2 cluster, and where its problems are. */
interface Place {
  readonly path: string;
  readonly lifecycle: Lifecycle;
}

/** Every EC2 cluster is one that Auto Scaling can make and that outlives an instance where it must. */
export const ec2ClustersCanBeMade: Rule<"environments"> = ({ environments }) =>
  environments.flatMap(({ parsed: { name, lifecycle, clusters } }) =>
    Object.entries(clusters).flatMap(([cluster, config]) => {
      if (config.on !== "ec2") return [];
      const place = { path: `${name}.clusters.${cluster}`, lifecycle };
      return [...countProblems(config, place), ...instanceProblems(config, place), ...warmPoolProblems(config, place)];
    }),
  );

function countProblems({ count: [minimum, maximum] }: Ec2ClusterConfig, { path, lifecycle }: Place): Problem[] {
  if (minimum > maximum) {
    return [
      {
        path: `${path}.count`,
        what: "has more instances as its minimum than as its maximum",
        value: [minimum, maximum],
        fix: `write [${maximum}, ${minimum}]`,
      },
    ];
  }
  if (lifecycle !== "protected" || minimum >= MINIMUM_WHERE_PROTECTED) return [];
  return [
    {
      path: `${path}.count.0`,
      what: "is too few for a protected environment: the loss of one instance would stop everything on it",
      value: minimum,
      allowed: `at least ${MINIMUM_WHERE_PROTECTED}`,
      fix: `write [${MINIMUM_WHERE_PROTECTED}, ${Math.max(MINIMUM_WHERE_PROTECTED, maximum)}]`,
    },
  ];
}

function instanceProblems({ instances, architecture }: Ec2ClusterConfig, { path }: Place): Problem[] {
  return instances.flatMap((value, index): Problem[] => {
    const at = `${path}.instances.${index}`;
    if (instances.indexOf(value) < index) {
      return [{ path: at, what: "is listed twice", value, fix: "remove it here" }];
    }
    const own = architectureOf(value);
    if (own === architecture) return [];
    const allowed = `types of ${familiesOf(architecture).join(", ")}`;
    if (own === undefined) {
      const fix = "correct the type, or add its family to environments/schema/clusters/instance-families.ts";
      return [{ path: at, what: "is of no family that is known to run ECS", value, allowed, fix }];
    }
    const fix = `take a type of one of these families, or set architecture: "${own}" and list only such types`;
    return [{ path: at, what: `is ${own}, and the cluster ${architecture}`, value, allowed, fix }];
  });
}

/** A warm pool holds On-Demand instances of one type: Auto Scaling keeps none for a group that mixes. */
function warmPoolProblems({ warm, instances, spotShare }: Ec2ClusterConfig, { path }: Place): Problem[] {
  if (warm === undefined || (instances.length === 1 && spotShare === 0)) return [];
  return [
    {
      path: `${path}.warm`,
      what: "keeps instances ready for a cluster that mixes types or uses Spot, which EC2 Auto Scaling does not do",
      allowed: "one instance type, spotShare 0",
      fix: "list one type without Spot, or remove warm",
    },
  ];
}
