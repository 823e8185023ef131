import type { z } from "zod";
import { GantryError, type Problem } from "../../modules/core/errors.js";
import { type Catalogue, catalogueSchema } from "./catalogue.js";
import {
  type EnvironmentConfig,
  environmentSchema,
  type ParsedEnvironment,
  type UnsizedEnvironment,
} from "./environment.js";
import { observedIn } from "./observability/sidecars.js";
import { type OrganizationConfig, organizationSchema } from "./organization.js";
import { plainly, problemsOf } from "./report.js";
import { accountsAreWatchedOnce } from "./rules/account-security.js";
import { addressesDoNotOverlap } from "./rules/addresses.js";
import { agentsAreKnown, agentsHaveRoom } from "./rules/agents.js";
import { backupsKeepOutOfWindows } from "./rules/backup-times.js";
import { backupsCanBeMade } from "./rules/backups.js";
import { bastionsLeadSomewhere } from "./rules/bastions.js";
import { objectsGrowOldInOrder } from "./rules/bucket-lifecycles.js";
import { callsReachInternalServices } from "./rules/calls.js";
import { clustersHoldTheirServices } from "./rules/capacity.js";
import { ec2ClustersCanBeMade } from "./rules/clusters.js";
import { containersFitTogether } from "./rules/containers.js";
import type { Candidate, Context, Rule } from "./rules/context.js";
import { cronsComeToAnEnd } from "./rules/crons.js";
import { daemonsAreReached, daemonsShareTheirInstance } from "./rules/daemons-of-instances.js";
import { daemonsHaveInstances } from "./rules/daemons-on-fargate.js";
import { datadogFindsItsAccounts } from "./rules/datadog.js";
import { deploymentsCanGoOn } from "./rules/deployments.js";
import { domainsAreDelegated } from "./rules/domains.js";
import { edgesGoTogether } from "./rules/edge.js";
import { fargateSizesExist } from "./rules/fargate.js";
import { filesHaveTheirPlace } from "./rules/files.js";
import { containersAreHardened } from "./rules/hardening.js";
import { hostsRunTheirContainers } from "./rules/hosts.js";
import { cronsRunWithinHours, hoursCanBeKept } from "./rules/hours.js";
import { credentialsFitInitialImages, protectedImagesAreExact } from "./rules/images.js";
import { internalServicesAreAsked, internalServicesCanBeReached } from "./rules/internal.js";
import { migrationsAreTheirOwn, migrationsHaveASize } from "./rules/migrations.js";
import { monitorsCanAlert } from "./rules/monitors.js";
import { movesCanBeMade, movesHaveTheirRoles } from "./rules/moves.js";
import { domainsAreDistinct, namesAreDistinct } from "./rules/names.js";
import { objectivesCanBeKept } from "./rules/objectives.js";
import { observabilityFindsItsSubjects } from "./rules/observability.js";
import { placementHasInstances } from "./rules/placement.js";
import { protectedDataIsRecoverable } from "./rules/protection.js";
import { queuesAreWorkedOff } from "./rules/queues.js";
import { remotesAreKnown } from "./rules/reaches.js";
import { referencesExist } from "./rules/references.js";
import { credentialsAreAskedFor } from "./rules/registries.js";
import { peersAreKnown, remoteNetworksDoNotOverlap } from "./rules/remote-networks.js";
import { routesAreDistinct } from "./rules/routes.js";
import { servicesCanScale } from "./rules/scaling.js";
import { secretsIn, withoutSecrets } from "./rules/secrets.js";
import { settingsAreSetOnce } from "./rules/settings.js";
import { tasksHoldTheirContainers } from "./rules/shares.js";
import { sitesHaveNames } from "./rules/sites.js";
import { storesCanBeMade } from "./rules/stores.js";
import { targetSettingsGoTogether } from "./rules/targets.js";
import { trunkingTakesEffect } from "./rules/trunking.js";
import { volumesHaveTheirStores } from "./rules/volumes.js";
import { warehousesCanBeMade, warehousesLoadFromBuckets } from "./rules/warehouses.js";
import { zonesAreOfTheRegion } from "./rules/zones.js";
import { deployOrder } from "./services/calls.js";
import { kindsIn, SERVICE_SIZES, type ServiceConfig, type ServiceKind, type ServiceSize } from "./services/service.js";
import { STORE_SIZES, type StoreConfig, type StoreShape } from "./stores/store.js";

/** What was written down, unchecked. */
export interface Written {
  readonly organization: unknown;
  readonly catalogue: unknown;
  readonly environments: readonly { readonly name: string; readonly ephemeral: boolean; readonly input: unknown }[];
}

/** The whole configuration, checked: what the stacks are built from. */
export interface Configuration {
  readonly organization: OrganizationConfig;
  readonly catalogue: Catalogue;
  readonly environments: readonly EnvironmentConfig[];
}

/** Checks one part, keeps its problems, and returns it completed; undefined when it has any. */
type Check = <Schema extends z.ZodType>(schema: Schema, root: string, input: unknown) => z.output<Schema> | undefined;

/** Rules that compare environments with nothing but each other. */
const ENVIRONMENT_RULES: readonly Rule<"environments">[] = [
  namesAreDistinct,
  domainsAreDistinct,
  addressesDoNotOverlap,
  zonesAreOfTheRegion,
  remoteNetworksDoNotOverlap,
  fargateSizesExist,
  ec2ClustersCanBeMade,
  placementHasInstances,
  daemonsHaveInstances,
  protectedDataIsRecoverable,
  edgesGoTogether,
];

/** Rules over what every environment runs. */
const CATALOGUE_RULES: readonly Rule<"catalogue">[] = [
  routesAreDistinct,
  containersFitTogether,
  containersAreHardened,
  credentialsAreAskedFor,
  filesHaveTheirPlace,
  volumesHaveTheirStores,
  targetSettingsGoTogether,
  callsReachInternalServices,
  internalServicesAreAsked,
  daemonsShareTheirInstance,
  settingsAreSetOnce,
  credentialsFitInitialImages,
  migrationsAreTheirOwn,
  queuesAreWorkedOff,
  objectsGrowOldInOrder,
  warehousesLoadFromBuckets,
  cronsComeToAnEnd,
  monitorsCanAlert,
  objectivesCanBeKept,
];

/** Rules that hold what runs against where it runs. */
const PLACEMENT_RULES: readonly Rule<"catalogue" | "environments">[] = [
  tasksHoldTheirContainers,
  hostsRunTheirContainers,
  servicesCanScale,
  internalServicesCanBeReached,
  daemonsAreReached,
  deploymentsCanGoOn,
  clustersHoldTheirServices,
  protectedImagesAreExact,
  migrationsHaveASize,
  remotesAreKnown,
  movesCanBeMade,
  storesCanBeMade,
  observabilityFindsItsSubjects,
  sitesHaveNames,
  bastionsLeadSomewhere,
  warehousesCanBeMade,
  backupsCanBeMade,
  backupsKeepOutOfWindows,
];

/** Rules that hold the environments against what they share. */
const ORGANIZATION_RULES: readonly Rule<"organization" | "environments">[] = [
  domainsAreDelegated,
  hoursCanBeKept,
  trunkingTakesEffect,
  accountsAreWatchedOnce,
  peersAreKnown,
  datadogFindsItsAccounts,
  movesHaveTheirRoles,
];

/** Rules that need all of it. */
const WHOLE_RULES: readonly Rule[] = [referencesExist, cronsRunWithinHours, agentsAreKnown, agentsHaveRoom];

/**
 * Checks everything that was written and completes it.
 *
 * @throws GantryError with every problem at once. Rules that compare parts run over the parts that
 *   passed their own schema, so one typing error doesn't hide a wrong address range elsewhere.
 */
export function parse(written: Written): Configuration {
  const secrets = secretsOf(written);
  const problems: Problem[] = [];
  const check: Check = (schema, root, input) => {
    const result = schema.safeParse(input, { error: plainly });
    if (!result.success) problems.push(...problemsOf(result.error, root, input));
    return result.data;
  };

  const organization = check(organizationSchema, "organization", written.organization);
  const catalogue = check(catalogueSchema, "catalogue", written.catalogue);
  const kinds = kindsIn(written.catalogue);
  const environments = written.environments.flatMap(({ name, ephemeral, input }): Candidate[] => {
    const unsized = check(environmentSchema, name, input);
    if (unsized === undefined) return [];
    const parsed = { ...unsized, services: servicesOf(unsized, kinds, check) };
    return [{ ephemeral, parsed, sized: Object.keys(unsized.services) }];
  });
  problems.push(...compare(organization, catalogue, environments));
  const sized = environments.map(({ parsed }) => ({ parsed, stores: storesOf(parsed, catalogue, check) }));
  if (organization === undefined || catalogue === undefined || problems.length + secrets.length > 0) {
    throw new GantryError([...secrets, ...withoutSecrets(problems, secrets)]);
  }

  const context: Context = { organization, catalogue, environments };
  return {
    organization,
    catalogue,
    environments: sized.map(({ parsed, stores }, index) =>
      complete(parsed, stores, context, environments[index]?.ephemeral ?? false),
    ),
  };
}

function secretsOf({ organization, catalogue, environments }: Written): Problem[] {
  return [
    ...secretsIn(organization, "organization"),
    ...secretsIn(catalogue, "catalogue"),
    ...environments.flatMap(({ name, input }) => secretsIn(input, name)),
  ];
}

/** What the rules say of the parts that passed their own schema. */
function compare(
  organization: OrganizationConfig | undefined,
  catalogue: Catalogue | undefined,
  environments: readonly Candidate[],
): Problem[] {
  return [
    ...ENVIRONMENT_RULES.flatMap((rule) => rule({ environments })),
    ...(catalogue === undefined
      ? []
      : [
          ...CATALOGUE_RULES.flatMap((rule) => rule({ catalogue })),
          ...PLACEMENT_RULES.flatMap((rule) => rule({ catalogue, environments })),
        ]),
    ...(organization === undefined ? [] : ORGANIZATION_RULES.flatMap((rule) => rule({ organization, environments }))),
    ...(organization === undefined || catalogue === undefined
      ? []
      : WHOLE_RULES.flatMap((rule) => rule({ organization, catalogue, environments }))),
  ];
}

/** The size of a service is checked by the kind that the catalogue gives it. */
function servicesOf(
  environment: UnsizedEnvironment,
  kinds: ReadonlyMap<string, ServiceKind>,
  check: Check,
): Record<string, ServiceSize> {
  const entries = Object.entries(environment.services).flatMap(([name, size]) => {
    const kind = kinds.get(name);
    if (kind === undefined) return [];
    const parsed = check(SERVICE_SIZES[kind], `${environment.name}.services.${name}`, size);
    return parsed === undefined ? [] : [[name, parsed] as const];
  });
  return Object.fromEntries(entries);
}

/** The size of a store, likewise. */
function storesOf(
  environment: ParsedEnvironment,
  catalogue: Catalogue | undefined,
  check: Check,
): Record<string, StoreConfig> {
  const entries = Object.entries(environment.stores).flatMap(([name, size]) => {
    const shape: StoreShape | undefined = catalogue?.stores[name];
    if (shape === undefined) return [];
    const parsed = check(STORE_SIZES[shape.kind], `${environment.name}.stores.${name}`, size);
    return parsed === undefined ? [] : [[name, { ...shape, ...(parsed as object) } as StoreConfig] as const];
  });
  return Object.fromEntries(entries);
}

function complete(
  { domain, alerts, hours, ...parsed }: ParsedEnvironment,
  stores: Record<string, StoreConfig>,
  { catalogue, organization }: Context,
  ephemeral: boolean,
): EnvironmentConfig {
  const services = Object.entries(catalogue.services).flatMap(([name, shape]) => {
    const size = parsed.services[name];
    if (size === undefined) return [];
    const observed = observedIn(shape, size, parsed, organization, catalogue);
    return [[name, { ...shape, ...size, ...observed } as ServiceConfig] as const];
  });
  const calendar = hours === undefined ? undefined : organization.calendars[hours];
  return {
    ...parsed,
    ...(domain === undefined ? {} : { domain }),
    ...(calendar === undefined ? {} : { hours: calendar }),
    ephemeral,
    alerts: organization.alertRoutes[alerts ?? ""] ?? { warning: [], critical: [] },
    services: Object.fromEntries(services),
    deployOrder: deployOrder(catalogue.services),
    stores,
  };
}
