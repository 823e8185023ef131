/** What `failures` of RunTask say. Source: Amazon ECS developer guide, "API failure reasons". */
const FAILURES: readonly (readonly [sign: RegExp, fix: string])[] = [
  [
    /^RESOURCE:(MEMORY|CPU|GPU)/,
    "no instance has so much free: ./gantry fit shows what the cluster holds; allow more instances (count) or take a smaller task",
  ],
  [
    /^RESOURCE:ENI/,
    "no instance has a network interface free: ./gantry fit shows what the cluster holds; allow more instances (count)",
  ],
  [/^RESOURCE:PORTS/, "its host port is taken on every instance: allow one instance more than tasks"],
  [
    /^AGENT/,
    "the ECS agent on the instances is not connected: ./gantry status and the ECS console show the instances; replacing them mends it",
  ],
  [
    /^ATTRIBUTE|^LOCATION/,
    "no instance is what the task definition asks for: compare its architecture with the cluster's instances",
  ],
  [/^Capacity is unavailable/i, "AWS has no Fargate capacity in these zones now: try again in a few minutes"],
  [/^MISSING|^INACTIVE/, "the cluster or its capacity is gone: ./gantry deploy brings it back"],
];

/** Why tasks stop. Source: Amazon ECS developer guide, "Amazon ECS stopped tasks error messages". */
const STOPS: readonly (readonly [sign: RegExp, fix: string])[] = [
  [
    /CannotPull/,
    "check that the image exists under this very tag or digest, and that the private subnets have a way out to its registry",
  ],
  [
    /ResourceInitializationError.*(secret|ssm|parameter)/is,
    "check that the secret or parameter exists in this account and region, and holds the key that the catalogue names",
  ],
  [/ResourceInitializationError.*log/is, "check that the log group exists and the agent's role may write to it"],
  [/ResourceInitializationError/, "the task could not be set up: the reason names what is missing"],
  [/OutOfMemory|exit code 137/, "it was killed, most likely for its memory: give it more memoryMiB"],
  [/exit code 139/, "it crashed (segmentation fault): is the image built for the cluster's architecture?"],
  [/exec format error/, "the image is built for another processor: compare with the service's architecture"],
  [/exit code 127/, "the command does not exist in the image: check `command` against its entry point"],
  [/SpotInterruption/, "AWS took the Spot capacity back: run it again"],
];

/** What to do about a task that ECS did not start. */
export function failureText(reason: string): string {
  return (
    FAILURES.find(([sign]) => sign.test(reason))?.[1] ?? "the ECS developer guide lists it under API failure reasons"
  );
}

/** What to do about a task that stopped; undefined where its log says more than anybody here can. */
export function stopText(reason: string): string | undefined {
  return STOPS.find(([sign]) => sign.test(reason))?.[1];
}
