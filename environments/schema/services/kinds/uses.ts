import { z } from "zod";
import { slug } from "../../primitives.js";

/** What a service uses: from these names alone follow network rules, permissions, settings and secrets. */
export const usesShape = {
  /** Stores: their endpoint, and the secret that opens them, are injected. @default none */
  stores: z.array(slug).default([]),
  /**
   * Internal services: `admin` makes the setting `ADMIN_URL`, the network rule towards it, and the order: this one is
   * deployed after it. Nobody reaches an internal service without naming it here. @default none
   */
  calls: z.array(slug).default([]),
};
