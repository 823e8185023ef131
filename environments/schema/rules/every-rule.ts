import type { Problem } from "../../../modules/core/errors.js";
import type { Catalogue } from "../catalogue.js";
import type { OrganizationConfig } from "../organization.js";
import { accountsAreWatchedOnce } from "./account-security.js";
import { addressesDoNotOverlap } from "./addresses.js";
import { agentsAreKnown, agentsHaveRoom } from "./agents.js";
import { backupsKeepOutOfWindows } from "./backup-times.js";
import { backupsCanBeMade } from "./backups.js";
import { bastionsLeadSomewhere } from "./bastions.js";
import { objectsGrowOldInOrder } from "./bucket-lifecycles.js";
import { callsReachInternalServices } from "./calls.js";
import { clustersHoldTheirServices } from "./capacity.js";
import { ec2ClustersCanBeMade } from "./clusters.js";
import { containersFitTogether } from "./containers.js";
import type { Candidate, Rule } from "./context.js";
import { cronsComeToAnEnd } from "./crons.js";
import { daemonsAreReached, daemonsShareTheirInstance } from "./daemons-of-instances.js";
import { daemonsHaveInstances } from "./daemons-on-fargate.js";
import { datadogFindsItsAccounts } from "./datadog.js";
import { deploymentsCanGoOn } from "./deployments.js";
import { domainsAreDelegated } from "./domains.js";
import { edgesGoTogether } from "./edge.js";
import { fargateSizesExist } from "./fargate.js";
import { filesHaveTheirPlace } from "./files.js";
import { containersAreHardened } from "./hardening.js";
import { hostsRunTheirContainers } from "./hosts.js";
import { cronsRunWithinHours, hoursCanBeKept } from "./hours.js";
import { credentialsFitInitialImages, protectedImagesAreExact } from "./images.js";
import { internalServicesAreAsked, internalServicesCanBeReached } from "./internal.js";
import { budgetsHaveTheirAccounts, membersHaveTheirUnits, regionsAreAllowed } from "./management.js";
import { migrationsAreTheirOwn, migrationsHaveASize } from "./migrations.js";
import { monitorsCanAlert } from "./monitors.js";
import { movesCanBeMade, movesHaveTheirRoles } from "./moves.js";
import { domainsAreDistinct, namesAreDistinct } from "./names.js";
import { objectivesCanBeKept } from "./objectives.js";
import { observabilityFindsItsSubjects } from "./observability.js";
import { peopleHaveTheirAccounts } from "./people.js";
import { placementHasInstances } from "./placement.js";
import { protectedDataIsRecoverable } from "./protection.js";
import { queuesAreWorkedOff } from "./queues.js";
import { remotesAreKnown } from "./reaches.js";
import { referencesExist } from "./references.js";
import { credentialsAreAskedFor } from "./registries.js";
import { peersAreKnown, remoteNetworksDoNotOverlap } from "./remote-networks.js";
import { routesAreDistinct } from "./routes.js";
import { servicesCanScale } from "./scaling.js";
import { settingsAreSetOnce } from "./settings.js";
import { tasksHoldTheirContainers } from "./shares.js";
import { sitesHaveNames } from "./sites.js";
import { storesCanBeMade } from "./stores.js";
import { targetSettingsGoTogether } from "./targets.js";
import { trailsAreKept } from "./trails.js";
import { trunkingTakesEffect } from "./trunking.js";
import { volumesHaveTheirStores } from "./volumes.js";
import { warehousesCanBeMade, warehousesLoadFromBuckets } from "./warehouses.js";
import { zonesAreOfTheRegion } from "./zones.js";

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
  membersHaveTheirUnits,
  regionsAreAllowed,
  trailsAreKept,
  budgetsHaveTheirAccounts,
  peopleHaveTheirAccounts,
];

/** Rules that need all of it. */
const WHOLE_RULES: readonly Rule[] = [referencesExist, cronsRunWithinHours, agentsAreKnown, agentsHaveRoom];

/** What the rules say of the parts that passed their own schema. */
export function brokenRules(
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
