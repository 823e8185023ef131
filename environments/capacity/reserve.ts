/**
 * Share of an instance's memory that the hypervisor and the kernel keep, so that the ECS agent never
 * sees it. AWS publishes no number per type, only an example (m4.large: 7985 of 8192 MiB, ECS developer
 * guide, "Reserving Amazon ECS Linux container instance memory"); the share is larger on small types.
 * Source: Karpenter's default for AWS, `VM_MEMORY_OVERHEAD_PERCENT` 0.075, on the safe side of both.
 */
export const PLATFORM_MEMORY_SHARE = 0.075;

/**
 * Memory in MiB that is left to the ECS agent and the system. Source: AWS Batch's own value of the agent's
 * `ECS_RESERVED_MEMORY`, AWS Batch user guide, "Reserve system memory".
 */
export const AGENT_RESERVED_MEMORY_MIB = 32;

/**
 * Host ports that no task gets: SSH, the Docker daemon's and the agent's own.
 * Source: ECS developer guide, "Amazon ECS container agent configuration", `ECS_RESERVED_PORTS`.
 */
export const AGENT_RESERVED_PORTS: readonly number[] = [22, 2375, 2376, 51678, 51679, 51680];
