import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service/index.js";
import { name } from "../../../../core/names.js";
import type { CallRef } from "../../../../core/refs/entrances.js";

/** How the task definition calls the port that Service Connect offers to others. */
export const PORT_NAME = "calls";

type ConnectArguments = Pick<EcsServiceConfig, "serviceConnectConfiguration">;

interface Proxied {
  readonly environment: string;
  readonly region: string;
  readonly service: string;
}

/** The arguments of an ECS service that others call over Service Connect; it may call others too. */
export function connectedServer(
  props: Proxied & { readonly port: number },
  { host }: CallRef,
  namespace: string,
): ConnectArguments {
  return {
    serviceConnectConfiguration: {
      enabled: true,
      namespace,
      logConfiguration: logs(props),
      service: [
        {
          portName: PORT_NAME,
          // Not the service's own name: Cloud Map would refuse it beside one that is reached over DNS.
          discoveryName: `${props.service}_connect`,
          clientAlias: { dnsName: host, port: props.port },
        },
      ],
    },
  };
}

/** The arguments of an ECS service that calls others, of which some are called over Service Connect. */
export function connectedClient(props: Proxied, calls: readonly CallRef[]): ConnectArguments {
  const namespace = calls.find(({ namespaceArn }) => namespaceArn !== undefined)?.namespaceArn;
  if (namespace === undefined) return {};
  return { serviceConnectConfiguration: { enabled: true, namespace, logConfiguration: logs(props) } };
}

/** What the proxy says stands beside what the service says. */
function logs({ environment, region, service }: Proxied) {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": name("aws_cloudwatch_log_group", "/gantry", environment, service),
      "awslogs-region": region,
      "awslogs-stream-prefix": "service-connect",
    },
  };
}
