import { bucket, fromPipeline, postgres, web } from "./schema/catalogue.js";

/** What every environment runs. How big, and where, is each environment's own file. */
export const catalogue = {
  services: {
    api: web({
      // Its own pipeline builds it: docs/guides/deploying-an-image.md. Until it has, this answers.
      image: fromPipeline({ initial: "public.ecr.aws/nginx/nginx-unprivileged:1.27.5" }),
      user: 101,
      writable: { "/tmp": 64 },
      port: 8080,
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
