import type { Problem } from "../../../modules/core/errors.js";
import { findInstanceType, INSTANCE_TYPES } from "../../capacity/instance-types.js";
import type { Ec2ClusterConfig } from "../clusters/cluster.js";
import type { Rule } from "./context.js";

/** Trunk interfaces are asked for only where tasks have interfaces, instances have trunks, and the account has it on. */
export const trunkingTakesEffect: Rule<"organization" | "environments"> = ({ organization, environments }) => {
  const { accounts, trunking } = organization;
  const isOn = (account: string, region: string) =>
    trunking.some((one) => accounts[one.account] === account && one.region === region);
  return [
    ...trunking.flatMap(({ account }, index) =>
      unknownAccount(`organization.trunking.${index}.account`, account, accounts),
    ),
    ...environments.flatMap(({ parsed: { name, account, region, clusters } }) =>
      Object.entries(clusters).flatMap(([cluster, config]) => {
        if (config.on !== "ec2" || !config.trunking) return [];
        const path = `${name}.clusters.${cluster}`;
        return [
          ...clusterProblems(path, config),
          ...(isOn(account, region) ? [] : [offInAccount(`${path}.trunking`, nameOf(account, accounts), region)]),
        ];
      }),
    ),
  ];
};

type Accounts = Readonly<Record<string, string>>;

function unknownAccount(path: string, value: string, accounts: Accounts): Problem[] {
  if (accounts[value] !== undefined) return [];
  const allowed = Object.keys(accounts).join(", ");
  return [{ path, what: "names no known account", value, allowed, fix: "correct the name" }];
}

function nameOf(account: string, accounts: Accounts): string {
  return Object.keys(accounts).find((name) => accounts[name] === account) ?? account;
}

function clusterProblems(path: string, { network, instances }: Ec2ClusterConfig): Problem[] {
  if (network === "bridge") {
    return [
      {
        path: `${path}.trunking`,
        what: "is on, and the cluster's tasks have no interfaces of their own",
        value: true,
        allowed: 'network: "awsvpc"',
        fix: "remove trunking",
      },
    ];
  }
  return instances.flatMap((value, index) => {
    const type = findInstanceType(value);
    if (type === undefined || type.trunkedTasks !== undefined) return [];
    return [
      {
        path: `${path}.instances.${index}`,
        what: "has no trunk interface, and the cluster is to use them",
        value,
        allowed: `types of ${trunkedFamilies().join(", ")}`,
        fix: "take such a type, or remove trunking",
      },
    ];
  });
}

function trunkedFamilies(): readonly string[] {
  const trunked = INSTANCE_TYPES.filter(({ trunkedTasks }) => trunkedTasks !== undefined);
  return [...new Set(trunked.map(({ name }) => name.split(".")[0] ?? ""))];
}

function offInAccount(path: string, account: string, region: string): Problem {
  return {
    path,
    what: "has no effect: ECS gives an account's instances trunk interfaces only where the account has it on",
    value: `${account}, ${region}`,
    fix: `add { account: "${account}", region: "${region}" } to organization.trunking, and deploy ops first`,
  };
}
