import { postgres, web } from "../../schema/catalogue.js";

/** A static server in the place of each service: an image that runs as a user of its own on a read-only root. */
const served = {
  image: "public.ecr.aws/nginx/nginx-unprivileged:1.27.5",
  user: 101,
  writable: { "/tmp": 16 },
  port: 8080,
  health: "/",
};

const MIGRATION = "create table if not exists customers (id bigint primary key, name text not null)";

export const catalogue = {
  services: {
    api: web({
      ...served,
      routes: ["/api/*"],
      priority: 100,
      stores: ["main"],
      migrate: {
        image: "public.ecr.aws/docker/library/postgres:16.8",
        command: [
          "sh",
          "-c",
          `PGPASSWORD="$MAIN_PASSWORD" psql -h "$MAIN_HOST" -U "$MAIN_USER" -c "${MIGRATION}" main`,
        ],
        user: 999,
        memoryMiB: 256,
      },
    }),
    admin: web({ ...served, routes: ["/admin/*"], priority: 200, stores: ["main"] }),
    hooks: web({ ...served, routes: ["/hooks/*"], priority: 300 }),
    site: web({ ...served, routes: ["/*"], priority: 1000 }),
  },
  stores: { main: postgres({ version: "16.8", database: "main" }) },
};
