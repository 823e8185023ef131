import type { Synthesized } from "./synth.js";

/** One standalone security-group rule. */
export interface Connection {
  readonly direction: "in" | "out";
  /** Construct path of the group that the rule belongs to, or its id where a test gave a literal. */
  readonly group: string;
  readonly port: number | undefined;
  /** For instance `32768-65535`, where it isn't one port. */
  readonly range?: string;
  /** Group or address range at the other end. */
  readonly peer: string;
  readonly description: string;
}

/** Every rule of a stack: `in service/group 8080 load-balancer: from load balancer: requests`. */
export function connectionLines(stack: Synthesized): readonly string[] {
  return connectionsOf(stack)
    .map(
      ({ direction, group, port, range, peer, description }) =>
        `${direction} ${group} ${port ?? range} ${peer}: ${description}`,
    )
    .sort();
}

/** Every rule of a stack; one that spans ports or carries another protocol than TCP has no port. */
export function connectionsOf(stack: Synthesized): readonly Connection[] {
  return (["in", "out"] as const).flatMap((direction) =>
    stack.all(`aws_vpc_security_group_${direction === "in" ? "ingress" : "egress"}_rule`).map((rule) => ({
      direction,
      group: groupOf(rule["security_group_id"]),
      port:
        rule["ip_protocol"] === "tcp" && rule["from_port"] === rule["to_port"] ? Number(rule["to_port"]) : undefined,
      ...(rule["from_port"] === rule["to_port"]
        ? {}
        : { range: `${String(rule["from_port"])}-${String(rule["to_port"])}` }),
      peer: groupOf(
        rule["referenced_security_group_id"] ?? rule["cidr_ipv4"] ?? rule["cidr_ipv6"] ?? rule["prefix_list_id"],
      ),
      description: (rule["description"] as string | undefined) ?? "",
    })),
  );
}

/** How connections name a group: `${store-main/group/group.id}` → `store-main/group`. */
export function groupOf(reference: unknown): string {
  return String(reference).replace(/^\$\{(.*)\/group\.id\}$/, "$1");
}
