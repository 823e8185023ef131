import type { Changes } from "./configuration.js";

/** What a certificate of an authority looks like. */
export const ca = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

const instance = { size: "dms.t3.medium" };

/** Staging filled from two old databases; goes with the network that leads to them, and a store `orders` of MySQL. */
export const moving: Changes = {
  "organization.migrations": ["staging"],
  "staging.migration": {
    main: {
      from: { engine: "postgres", over: "office", database: "crm", secret: "secretsmanager:old/crm", tls: "required" },
      to: { secret: "secretsmanager:new/main" },
      tables: ["public.%"],
      instance,
    },
    orders: {
      from: { engine: "mysql", over: "old", address: "10.60.0.7", secret: "secretsmanager:old/shop", tls: "none" },
      to: { secret: { secret: "secretsmanager:new/orders", kmsKey: "alias/migration" }, ca },
      tables: ["shop.%"],
      except: ["shop.tmp[_]%"],
      instance: { size: "dms.c6i.large", storageGiB: 100, standby: true },
      back: { running: true },
    },
  },
};
