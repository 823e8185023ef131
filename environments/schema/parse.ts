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
import type { Candidate, Context } from "./rules/context.js";
import { brokenRules } from "./rules/every-rule.js";
import { secretsIn, withoutSecrets } from "./rules/secrets.js";
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
  problems.push(...brokenRules(organization, catalogue, environments));
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
