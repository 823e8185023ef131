import { z } from "zod";

/**
 * CloudFront before the load balancer, which then admits nobody else: its nodes answer near the client, keep what may
 * be kept, and bear floods. No price by the hour; about $0.085 a GB and $1 per million requests, a terabyte a month free.
 */
export const cdnSchema = z.strictObject({
  /**
   * `origin` keeps what the services' own `Cache-Control` allows, apart by cookies, host and query; `none` nothing.
   * @default "none"
   */
  cache: z.enum(["none", "origin"]).default("none"),
  /** `europe-america` is the cheapest; `world` answers from everywhere. @default "europe-america" */
  reach: z.enum(["europe-america", "world"]).default("europe-america"),
  /**
   * Whom the load balancer admits. `everyone` is for the deploy that puts CloudFront before a running environment:
   * until its names lead there, clients come as before.
   * @default "cloudfront"
   */
  admit: z.enum(["cloudfront", "everyone"]).default("cloudfront"),
});

export type CdnConfig = Readonly<z.infer<typeof cdnSchema>>;
