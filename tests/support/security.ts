import { warehouse } from "../../environments/schema/catalogue.js";
import type { Changes } from "./configuration.js";

/** A warehouse that the api uses, in three zones each: Redshift asks for them. */
export const withWarehouse: Changes = {
  "catalogue.stores.figures": warehouse({ database: "figures" }),
  "catalogue.services.api.stores": ["main", "documents", "figures"],
  "production.stores.figures": {
    baseCapacityRpu: 32,
    maxCapacityRpu: 128,
    limit: { rpuHours: 400, per: "week", reached: "stop" },
  },
  "staging.stores.figures": { baseCapacityRpu: 8, maxCapacityRpu: 16, limit: { rpuHours: 20, per: "day" } },
  "staging.network.zones": ["a", "b", "c"],
};
