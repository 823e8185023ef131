import type { Problem } from "../../../modules/core/errors.js";
import { clustersOf } from "../services/service.js";
import type { Rule } from "./context.js";
import { fargateProblems } from "./fargate.js";

/** A migration has names of its own, and is run by whoever moves its service. */
export const migrationsAreTheirOwn: Rule<"catalogue"> = ({ catalogue: { services } }) =>
  Object.entries(services).flatMap(([service, shape]): Problem[] => {
    if (shape.migrate === undefined) return [];
    const path = `catalogue.services.${service}.migrate`;
    const namesake = `${service}-migrate`;
    return [
      ...(namesake in services
        ? [
            {
              path: `catalogue.services.${namesake}`,
              what: `would have the same names in AWS as the migration of ${service}`,
              fix: "rename the service",
            },
          ]
        : []),
      ...("rollout" in shape && shape.rollout === "external"
        ? [
            {
              path,
              what: `would run before nothing: the pipeline of ${service} moves it to its new images, not Terraform`,
              value: "rollout: external",
              fix: 'let that pipeline run the migration too, and remove it here, or take rollout: "terraform"',
            },
          ]
        : []),
    ];
  });

/** On Fargate a migration's task, too, is of a size that AWS sells; nowhere is it smaller than what it may write. */
export const migrationsHaveASize: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) =>
  environments.flatMap(({ parsed: { name, clusters, services } }) =>
    Object.entries(services).flatMap(([service, size]): Problem[] => {
      const migrate = catalogue.services[service]?.migrate;
      if (migrate === undefined) return [];
      const { cpu = size.cpu, memoryMiB = size.memoryMiB } = migrate;
      const path = `catalogue.services.${service}.migrate`;
      const files = Object.values(migrate.writable).reduce((sum, part) => sum + part, 0);
      const onFargate = clustersOf(size).some((cluster) => clusters[cluster]?.on === "fargate");
      const resized = migrate.cpu !== undefined || migrate.memoryMiB !== undefined;
      const where = `of ${name}, where it has ${cpu} CPU units and ${memoryMiB} MiB`;
      const unsold =
        onFargate && resized
          ? fargateProblems({ cpu, memoryMiB }, { cpu: `${path}.cpu`, memoryMiB: `${path}.memoryMiB` })
          : [];
      return [
        ...unsold.map((problem) => ({ ...problem, what: `${problem.what}, in the migration ${where}` })),
        ...(files === 0 || files < memoryMiB
          ? []
          : [
              {
                path: `${path}.writable`,
                what: `may fill all the memory of the migration ${where}`,
                value: files,
                allowed: `less than ${memoryMiB}`,
                fix: "raise memoryMiB, or lower what is writable",
              },
            ]),
      ];
    }),
  );
