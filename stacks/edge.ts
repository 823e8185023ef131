import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { PublicLoadBalancerProps } from "../modules/aws/edge/public-load-balancer.js";

/** What the web services of an environment ask together of the load balancer that they share. */
export function edgeOf({
  services,
}: Pick<EnvironmentConfig, "services">): Pick<PublicLoadBalancerProps, "hosts" | "idleTimeoutSeconds"> {
  const web = Object.values(services).filter((service) => service.kind === "web");
  return {
    hosts: [...new Set(web.flatMap(({ hosts }) => hosts))].sort(),
    ...(web.length === 0 ? {} : { idleTimeoutSeconds: Math.max(...web.map(({ idleSeconds }) => idleSeconds)) }),
  };
}
