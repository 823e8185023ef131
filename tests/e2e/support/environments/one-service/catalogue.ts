import { web } from "../../../../../environments/schema/catalogue.js";

/** One service without a store: with no database to wait for, a deploy takes what ECS takes. */
export const catalogue = {
  services: {
    api: web({
      image: "public.ecr.aws/nginx/nginx:1.27.5",
      exceptions: { root: "its master process binds port 80" },
      writable: { "/run": 4, "/var/cache/nginx": 16 },
      port: 80,
      routes: ["/*"],
      priority: 1000,
      health: "/",
    }),
  },
  stores: {},
};
