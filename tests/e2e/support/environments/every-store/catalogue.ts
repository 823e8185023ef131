import {
  auroraMysql,
  auroraPostgres,
  bucket,
  files,
  mysql,
  postgres,
  queue,
  redis,
  warehouse,
  worker,
} from "../../../../../environments/schema/catalogue.js";

/** A store of every kind, and the smallest service that all of them are opened for. */
export const catalogue = {
  services: {
    keeper: worker({
      image: `public.ecr.aws/nginx/nginx-unprivileged@sha256:${"0".repeat(64)}`,
      user: 101,
      exceptions: { health: "it stands for a program that uses every store, and answers nobody" },
      queue: "jobs",
      secondsPerMessage: 1,
      acceptableDelaySeconds: 60,
      volumes: { shared: { kind: "files", store: "attachments" } },
      mounts: { "/attachments": { volume: "shared" } },
      stores: [
        "main",
        "orders",
        "ledger",
        "legacy",
        "cache",
        "sessions",
        "documents",
        "jobs",
        "attachments",
        "figures",
      ],
    }),
  },
  stores: {
    main: postgres({ version: "16.8", database: "main" }),
    orders: mysql({ version: "8.4.5", database: "orders" }),
    ledger: auroraPostgres({ version: "16.6", database: "ledger" }),
    legacy: auroraMysql({ version: "8.0.mysql_aurora.3.08.0", database: "legacy" }),
    cache: redis({ version: "7.1", eviction: "allkeys-lru" }),
    sessions: redis({ version: "7.1", clusterMode: true }),
    documents: bucket({
      transitions: [{ afterDays: 30, to: "STANDARD_IA" }],
      expireDays: 400,
      cors: [{ origins: ["https://app.acme.dev"], methods: ["GET", "PUT"] }],
    }),
    jobs: queue({ retentionDays: 4 }),
    attachments: files(),
    figures: warehouse({ database: "figures" }),
  },
};
