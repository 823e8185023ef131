import { bucket, cron, daemon, fromPipeline, internal, postgres, queue, web, worker } from "./schema/catalogue.js";

/**
 * Each service's own pipeline builds its image and names it: docs/guides/deploying-an-image.md. Until it has, a static
 * server stands in its place.
 */
const application = {
  image: fromPipeline({ initial: "public.ecr.aws/nginx/nginx-unprivileged:1.27.5" }),
  user: 101,
  writable: { "/tmp": 64 },
};

/** What every environment runs. How big, and where, is each environment's own file. */
export const catalogue = {
  services: {
    api: web({
      ...application,
      port: 8080,
      routes: ["/*"],
      priority: 1000,
      health: "/",
      stores: ["main", "documents", "orders"],
      calls: ["admin"],
    }),
    // For the company alone: nobody reaches it but the services that name it among their `calls`.
    admin: internal({
      ...application,
      port: 8080,
      containerHealth: { command: ["curl", "--fail", "--silent", "http://127.0.0.1:8080/"] },
      stores: ["main"],
    }),
    // Connections that last for hours: a browser keeps its task, and a task that leaves has time to say so.
    websockets: web({
      ...application,
      port: 8080,
      routes: ["/socket/*"],
      priority: 100,
      health: "/",
      sticky: { seconds: 3600 },
      idleSeconds: 600,
      drainSeconds: 300,
    }),
    jobs: worker({
      ...application,
      exceptions: { health: "it answers nobody: what it leaves undone shows in the age of the queue's oldest message" },
      queue: "orders",
      secondsPerMessage: 2,
      longestMessageSeconds: 60,
      stopTimeoutSeconds: 60,
      acceptableDelaySeconds: 300,
      stores: ["main", "documents"],
    }),
    reports: cron({
      ...application,
      // In the place of the server, which would never end, a greeting.
      image: fromPipeline({ initial: "public.ecr.aws/docker/library/hello-world:linux" }),
      schedule: "cron(0 6 ? * MON-FRI *)",
      timeZone: "Europe/Dublin",
      stores: ["main", "documents"],
    }),
    // Datadog's agent, on every EC2 instance, as a pipeline has mirrored it; its key lies in Parameter Store before the first deploy.
    agent: daemon({
      image: fromPipeline({ initial: "public.ecr.aws/datadog/agent:7.62.0" }),
      exceptions: {
        root: "reads what the kernel and Docker say of every process of the instance",
        writableRoot: "its start scripts write its configuration into /etc/datadog-agent",
      },
      volumes: {
        docker: { kind: "host", path: "/var/run/docker.sock" },
        processes: { kind: "host", path: "/proc" },
        cgroups: { kind: "host", path: "/sys/fs/cgroup" },
      },
      mounts: {
        "/var/run/docker.sock": { volume: "docker", readOnly: true },
        "/host/proc": { volume: "processes", readOnly: true },
        "/host/sys/fs/cgroup": { volume: "cgroups", readOnly: true },
      },
      variables: { DD_SITE: "datadoghq.eu" },
      secrets: { DD_API_KEY: "ssm:/datadog/api-key" },
      containerHealth: { command: ["agent", "health"], startPeriodSeconds: 60 },
    }),
  },
  stores: {
    main: postgres({ version: "16.8", database: "main" }),
    documents: bucket(),
    orders: queue({ visibilitySeconds: 90 }),
  },
};
