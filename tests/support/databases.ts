import type { RdsDatabaseProps } from "../../modules/aws/data/relational/rds-database.js";
import { networkRef } from "./refs.js";

/** A small database on RDS, of no engine yet. */
export const onRds: Omit<RdsDatabaseProps, "store" | "version" | "database"> = {
  environment: "staging",
  size: "db.t4g.micro",
  storageGiB: 20,
  standby: false,
  backupDays: 1,
  backupWindow: "02:00-03:00",
  maintenanceWindow: "sun:03:30-sun:04:30",
  applyImmediately: true,
  keyArn: "arn:key",
  network: networkRef,
};
