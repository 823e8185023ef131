import { z } from "zod";
import { portNumber, slug } from "./primitives.js";
import { registryCredentials } from "./tasks/secret.js";

/**
 * Sizes of a replication instance. Source: AWS DMS user guide, "Choosing the right AWS DMS replication instance for
 * your migration".
 */
const INSTANCES: Readonly<Record<string, readonly string[]>> = {
  t3: ["micro", "small", "medium", "large"],
  c5: ["large", "xlarge", "2xlarge", "4xlarge", "9xlarge", "12xlarge", "18xlarge", "24xlarge"],
  c6i: ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "32xlarge"],
  r5: ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge"],
  r6i: ["large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge", "32xlarge"],
};

function isInstance(size: string): boolean {
  const [, family = "", step = ""] = /^dms\.(\w+)\.(\w+)$/.exec(size) ?? [];
  return INSTANCES[family]?.includes(step) ?? false;
}

const certificate = z.string().regex(/^-----BEGIN CERTIFICATE-----\n[\s\S]+\n-----END CERTIFICATE-----\n?$/, {
  error: "must be certificates of authorities in PEM, -----BEGIN CERTIFICATE----- and so on",
});

/** `{"username": …, "password": …, "host": …, "port": …}` of a user made for this; DMS can't use RDS's own secret. */
const secret = registryCredentials;

/** Tables as `schema.table`: `%` any characters, `_` any one, `[_]` an underscore; MySQL's schema is the database. */
const tables = z.string().regex(/^[^.\s]+\.[^.\s]+$/, { error: "must be schema.table, such as shop.orders or shop.%" });

const from = {
  /** The peering or the VPN of this environment over which it's reached, by its name. */
  over: slug,
  /** Its address there: all that the way is opened to. @default - any address beyond `over`: it moves, or has a name */
  address: z.ipv4({ error: "must be an IPv4 address" }).exactOptional(),
  secret,
};

const unencrypted = z.literal("none");
const verified = z.strictObject({ ca: certificate });

/**
 * Fills a store of the environment from an old database, and keeps it up to date until the cut-over: AWS DMS, on an
 * instance in the private tier, which reads one side and writes the other. Everything of it goes with these lines.
 */
export const migrationSchema = z.strictObject({
  from: z.discriminatedUnion("engine", [
    z.strictObject({
      engine: z.enum(["mysql", "mariadb"]),
      ...from,
      /** @default 3306 */
      port: portNumber.default(3306),
      /** How DMS speaks to it; it knows no TLS to MySQL without looking at the certificate. */
      tls: z.union([unencrypted, verified]),
    }),
    z.strictObject({
      engine: z.literal("postgres"),
      ...from,
      /** @default 5432 */
      port: portNumber.default(5432),
      database: z.string().min(1),
      tls: z.union([unencrypted, z.literal("required"), verified]),
    }),
  ]),
  to: z.strictObject({
    secret,
    /** RDS's authorities, without which DMS can't speak TLS to MySQL. @default - PostgreSQL: encrypted, not verified */
    ca: certificate.exactOptional(),
  }),
  /** What is brought over. */
  tables: z.array(tables).min(1),
  /** What of that is not. @default none */
  except: z.array(tables).default([]),
  /**
   * `full-load` copies once; `cdc` follows the changes of what was copied in another way; `full-load-and-cdc` does one
   * and then the other. The last two need the old database to keep its binary log or its WAL.
   * @default "full-load-and-cdc"
   */
  type: z.enum(["full-load", "full-load-and-cdc", "cdc"]).default("full-load-and-cdc"),
  instance: z.strictObject({
    /** `dms.t3.medium`, about $55 a month, copies some 10 to 20 GB an hour; `dms.c6i.large` about twice both. */
    size: z.string().refine(isInstance, {
      error: `must be a class of DMS, dms.<family>.<size> of the families ${Object.keys(INSTANCES).join(", ")}`,
    }),
    /** For logs, and changes that wait; about $0.12 a GB and month. @default 50 */
    storageGiB: z.int().min(5).max(6144).default(50),
    /** A second instance in another zone, for as much again. @default false */
    standby: z.boolean().default(false),
  }),
  /** Whether it runs. To stop and go on loses nothing while the old database keeps its log. @default false */
  running: z.boolean().default(false),
  /**
   * A second task, the other way: after the cut-over it brings what is written here to the old database, so that going
   * back loses nothing. The store keeps a log of its changes for it, from its next restart on. @default - none
   */
  back: z.strictObject({ /** @default false */ running: z.boolean().default(false) }).exactOptional(),
  /** Larger values are cut off, which the log tells. @default 32 */
  largestLobKiB: z.int().min(1).max(102_400).default(32),
  /** Whether every row is compared once it is there. @default true */
  validate: z.boolean().default(true),
});

export type MigrationConfig = Readonly<z.infer<typeof migrationSchema>>;
