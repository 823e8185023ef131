import { bucket, postgres, web } from "./schema/catalogue.js";

/** What every environment runs. How big, and where, is each environment's own file. */
export const catalogue = {
  services: {
    api: web({
      image: "public.ecr.aws/nginx/nginx:1.27.5",
      port: 80,
      routes: ["/*"],
      priority: 1000,
      health: "/",
      stores: ["main", "documents"],
    }),
  },
  stores: {
    main: postgres({ version: "16.8", database: "main" }),
    documents: bucket(),
  },
};
