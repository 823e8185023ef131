import type { EnvironmentConfig } from "../environments/schema/environment.js";
import type { OrganizationConfig } from "../environments/schema/organization.js";
import type { Lifecycle } from "../modules/core/lifecycle.js";
import type { NetworkRef } from "../modules/core/refs/network.js";

/** Days for which logs are kept: a year where something may have to be explained later. */
export const LOG_RETENTION_DAYS: Readonly<Record<Lifecycle, number>> = { protected: 365, disposable: 14 };

/** What the parts of an environment's stack share. */
export interface Shared {
  readonly environment: EnvironmentConfig;
  readonly organization: OrganizationConfig;
  readonly lifecycle: Lifecycle;
  readonly network: NetworkRef;
  /** Key of the environment's data. */
  readonly keyArn: string;
}
