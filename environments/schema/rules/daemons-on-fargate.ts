import type { Rule } from "./context.js";

/** A daemon, one task on every instance, runs only where there are instances. */
export const daemonsHaveInstances: Rule<"environments"> = ({ environments }) =>
  environments.flatMap(({ parsed: { name, clusters, services } }) =>
    Object.entries(services).flatMap(([service, size]) => {
      if (!("clusters" in size)) return [];
      const onEc2 = Object.keys(clusters).filter((cluster) => clusters[cluster]?.on === "ec2");
      return size.clusters.flatMap((cluster, index) =>
        clusters[cluster]?.on === "fargate"
          ? [
              {
                path: `${name}.services.${service}.clusters.${index}`,
                what: "is on Fargate, which has no instances for a daemon to be on",
                value: cluster,
                allowed: onEc2.length === 0 ? "clusters on EC2, or none: []" : onEc2.join(", "),
                fix: "remove it here; on Fargate a sidecar does what a daemon does (catalogue: sidecars)",
              },
            ]
          : [],
      );
    }),
  );
