import { z } from "zod";
import { slug } from "../primitives.js";

/** DNS takes no longer label. */
const LONGEST_LABEL = 63;

const object = z.string().regex(/^[\w-][\w./-]{0,254}$/, { error: "must be the name of an object such as index.html" });

/**
 * Pages that browsers get out of a bucket through CloudFront, which alone may read it: over HTTPS, with the headers
 * that browsers want for safety, kept near the client as long as the `Cache-Control` of each object says.
 */
export const siteSchema = z
  .strictObject({
    /** The name under the environment's domain: `app` is `app.staging.example.com`. */
    host: slug.max(LONGEST_LABEL),
    /** What is answered at `/`. @default "index.html" */
    index: object.default("index.html"),
    /**
     * Answers every path that the bucket doesn't have with `index`: for an application that reads the path itself, in
     * the browser. @default false
     */
    singlePage: z.boolean().default(false),
    /** What is answered, with the status 404, where the bucket has nothing. @default - a bare 404 */
    notFound: object.exactOptional(),
    /**
     * What pages may load, and from where, as a `Content-Security-Policy` says it. An account has twenty such policies.
     * @default - whatever they will
     */
    contentSecurityPolicy: z.string().min(1).max(2048).exactOptional(),
  })
  .refine(({ singlePage, notFound }) => !singlePage || notFound === undefined, {
    path: ["notFound"],
    error: "is never answered: with `singlePage` every path has an answer",
  });

export type SiteConfig = Readonly<z.infer<typeof siteSchema>>;
