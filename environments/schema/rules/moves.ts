import type { Problem } from "../../../modules/core/errors.js";
import type { Catalogue } from "../catalogue.js";
import type { MigrationConfig } from "../migration.js";
import type { NetworkConfig } from "../network/network.js";
import { overlap } from "../network/range.js";
import type { Rule } from "./context.js";
import { remoteProblems } from "./reaches.js";

/** Stores that can be filled, each with the old engines that speak as it does. */
const FILLED_FROM: Readonly<Record<string, readonly MigrationConfig["from"]["engine"][]>> = {
  mysql: ["mysql", "mariadb"],
  "aurora-mysql": ["mysql", "mariadb"],
  postgres: ["postgres"],
  "aurora-postgres": ["postgres"],
};

/** Data move into a database of the same language, over a network that is reached. */
export const movesCanBeMade: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, network, migration = {} } }) =>
    Object.entries(migration).flatMap(([store, move]) => {
      const path = `${name}.migration.${store}`;
      return [
        ...storeProblems(path, store, move, catalogue),
        ...remoteProblems(`${path}.from.over`, move.from.over, `${name}.network`, network),
        ...addressProblems(`${path}.from.address`, move, network),
        ...(move.running && move.back?.running === true ? [circle(`${path}.back.running`)] : []),
      ];
    }),
  );

function storeProblems(path: string, store: string, { from, to }: MigrationConfig, { stores }: Catalogue): Problem[] {
  const kind = stores[store]?.kind;
  const engines = kind === undefined ? undefined : FILLED_FROM[kind];
  if (kind === undefined || engines === undefined) {
    const filled = Object.entries(stores).filter(([, shape]) => shape.kind in FILLED_FROM);
    return [
      {
        path,
        what: kind === undefined ? "fills no store of the catalogue" : `fills a store of the kind ${kind}`,
        allowed: filled.map(([one]) => one).join(", "),
        fix: "name it by the database that it fills",
      },
    ];
  }
  return [
    ...(engines.includes(from.engine)
      ? []
      : [
          {
            path: `${path}.from.engine`,
            what: `can't be copied into ${kind}: types and functions differ`,
            value: from.engine,
            allowed: engines.join(", "),
            fix: "convert it first, or change the kind of the store",
          },
        ]),
    ...(kind.endsWith("mysql") && to.ca === undefined
      ? [
          {
            path: `${path}.to.ca`,
            what: "is missing: the store refuses what comes without TLS, which DMS speaks to MySQL with a CA alone",
            fix: "give it the bundle of the region: https://truststore.pki.rds.amazonaws.com",
          },
        ]
      : []),
  ];
}

function circle(path: string): Problem {
  return {
    path,
    what: "runs while the way in does: each would bring back what the other brought",
    value: true,
    allowed: "one of the two",
    fix: "stop running first, and deploy",
  };
}

/** The old database is where the way leads. */
function addressProblems(path: string, { from }: MigrationConfig, { peerings, vpns }: NetworkConfig): Problem[] {
  const { address, over } = from;
  const ranges = (peerings[over] ?? vpns[over])?.ranges ?? [];
  if (address === undefined || ranges.length === 0) return [];
  if (ranges.some((range) => overlap(range, `${address}/32`))) return [];
  const allowed = `an address of ${ranges.join(", ")}`;
  return [{ path, what: `isn't behind ${over}`, value: address, allowed, fix: "correct it, or the ranges" }];
}

/** DMS asks for two roles by fixed names: `ops` makes them, once for an account. */
export const movesHaveTheirRoles: Rule<"organization" | "environments"> = ({ organization, environments }) => {
  const { accounts, migrations } = organization;
  const known = Object.keys(accounts).join(", ");
  return [
    ...migrations.flatMap((account, index) =>
      account in accounts
        ? []
        : [
            {
              path: `organization.migrations.${index}`,
              what: "names no known account",
              value: account,
              allowed: known,
              fix: "correct the name",
            },
          ],
    ),
    ...environments.flatMap(({ parsed: { name, account, migration = {} } }) => {
      const own = Object.keys(accounts).find((one) => accounts[one] === account);
      if (Object.keys(migration).length === 0 || own === undefined || migrations.includes(own)) return [];
      return [
        {
          path: `${name}.migration`,
          what: "needs two roles in its account, which DMS asks for by name",
          value: own,
          fix: `add "${own}" to organization.migrations, and deploy ops first`,
        },
      ];
    }),
  ];
};
