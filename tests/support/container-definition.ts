import { z } from "zod";

// What ECS accepts as a container definition, by its API reference (`ContainerDefinition`), and what
// it leaves as it was sent: sorted lists without duplicates, and no list or object that is empty
// where ECS would answer with nothing.

const setting = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);
const containerName = z.string().regex(/^[a-zA-Z0-9_-]{1,255}$/);
const words = z.array(z.string()).min(1);
const ports = z.strictObject({
  containerPort: z.int().min(1).max(65_535),
  hostPort: z.int().min(1).max(65_535),
  protocol: z.enum(["tcp", "udp"]),
});
const megabytes = z.int().min(6);

/** A list that stands in the order of one of its fields, each of whose values occurs once. */
const sortedBy = <Item extends z.ZodType<object>>(key: string, item: Item) =>
  z.array(item).refine(
    (items) => {
      const keys = items.map((one) => String((one as Record<string, unknown>)[key]));
      return keys.every((value, index) => index === 0 || (keys[index - 1] ?? "") < value);
    },
    { error: `must be sorted by ${key}, without duplicates` },
  );

const linuxParameters = z
  .strictObject({
    initProcessEnabled: z.literal(true).optional(),
    tmpfs: sortedBy(
      "containerPath",
      z.strictObject({
        containerPath: z.string().startsWith("/"),
        size: z.int().min(1),
        mountOptions: z.array(z.string()).min(1),
      }),
    )
      .min(1)
      .optional(),
  })
  .refine((parameters) => Object.keys(parameters).length > 0)
  .optional();

const healthCheck = z.strictObject({
  command: z.tuple([z.literal("CMD"), z.string()], z.string()),
  interval: z.int().min(5).max(300),
  timeout: z.int().min(2).max(60),
  retries: z.int().min(1).max(10),
  startPeriod: z.int().min(1).max(300).optional(),
});

export const containerDefinition = z
  .strictObject({
    name: containerName,
    image: z.string().regex(/^[\w./:@-]{1,255}$/),
    repositoryCredentials: z.strictObject({ credentialsParameter: z.string().min(1) }).optional(),
    essential: z.boolean(),
    cpu: z.int().min(1).optional(),
    memory: megabytes.optional(),
    memoryReservation: megabytes.optional(),
    portMappings: z.array(ports),
    entryPoint: words.optional(),
    command: words.optional(),
    user: z
      .string()
      .regex(/^[1-9]\d*:[1-9]\d*$/)
      .optional(),
    readonlyRootFilesystem: z.literal(true).optional(),
    linuxParameters,
    dockerLabels: z.record(z.string().startsWith("gantry.exception."), z.string().min(1)).optional(),
    environment: sortedBy("name", z.strictObject({ name: setting, value: z.string() })),
    secrets: sortedBy("name", z.strictObject({ name: setting, valueFrom: z.string().min(1) })),
    mountPoints: sortedBy(
      "containerPath",
      z.strictObject({
        sourceVolume: containerName,
        containerPath: z.string().startsWith("/"),
        readOnly: z.boolean(),
      }),
    ),
    volumesFrom: z.tuple([]),
    systemControls: z.tuple([]),
    dependsOn: sortedBy(
      "containerName",
      z.strictObject({ containerName, condition: z.enum(["START", "HEALTHY", "COMPLETE", "SUCCESS"]) }),
    )
      .min(1)
      .optional(),
    healthCheck: healthCheck.optional(),
    ulimits: sortedBy(
      "name",
      z
        .strictObject({ name: z.string(), softLimit: z.int().min(0), hardLimit: z.int().min(0) })
        .refine(({ softLimit, hardLimit }) => softLimit <= hardLimit),
    )
      .min(1)
      .optional(),
    stopTimeout: z.int().min(2).max(120).optional(),
    logConfiguration: z.strictObject({
      logDriver: z.literal("awslogs"),
      options: z.strictObject({
        "awslogs-group": z.string().min(1),
        "awslogs-region": z.string().min(1),
        "awslogs-stream-prefix": z.string().min(1),
      }),
    }),
  })
  .refine(({ memory = Number.POSITIVE_INFINITY, memoryReservation = 0 }) => memoryReservation < memory, {
    error: "must reserve less than its limit",
  });
