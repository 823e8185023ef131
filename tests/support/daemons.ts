import type { Changes } from "./configuration.js";

/** An agent on every instance of two clusters, in every environment of the tests' configuration. */
export const agent: Changes = {
  "catalogue.services.agent": {
    kind: "daemon",
    image: `public.ecr.aws/acme/agent@sha256:${"a".repeat(64)}`,
    exceptions: { root: "reads what the kernel says of every process" },
    containerHealth: { command: ["/agent", "health"] },
    volumes: { processes: { kind: "host", path: "/proc" } },
    mounts: { "/host/proc": { volume: "processes", readOnly: true } },
  },
  ...Object.fromEntries(
    ["staging", "production"].flatMap((environment) => [
      [`${environment}.clusters.general`, { on: "ec2", instances: ["m7i.large"], count: [2, 4] }],
      [`${environment}.clusters.own`, { on: "ec2", instances: ["m7i.large"], count: [2, 4], network: "bridge" }],
      [`${environment}.services.agent`, { clusters: ["general", "own"], cpu: 128, memoryMiB: 256 }],
    ]),
  ),
};
