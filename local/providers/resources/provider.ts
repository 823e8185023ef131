import { decodeValue, encodeValue } from "../protocol/codec.js";
import { type AttributePath, attributePath, errorDiagnostics, Refusal } from "../protocol/diagnostics.js";
import { schemaMessage } from "../protocol/schema-message.js";
import type {
  ApplyRequest,
  ConfigRequest,
  ImportRequest,
  PlanRequest,
  ProviderService,
  ReadRequest,
  UpgradeRequest,
} from "../protocol/service.js";
import { isObject, type ObjectValue, type Value } from "../protocol/values.js";
import { type Block, blockType, type CtyType, type ProviderSchema } from "../schema/types.js";
import type { Store } from "../store.js";
import type { ResourceKind, Vendor } from "../vendors/types.js";
import type { ResourceType } from "./apply.js";
import { readDataSource } from "./data-source.js";
import { checkRules, erase, importResource, refresh, write } from "./lifecycle.js";
import { planChange } from "./plan.js";
import { upgradeState } from "./upgrade.js";

const NOTHING = { diagnostics: [] } as const;

/** A vendor's provider, answering Terraform's calls out of a store. */
export class StandInProvider implements ProviderService {
  readonly #types = new Map<string, { readonly type: ResourceType; readonly cty: CtyType; readonly legacy: boolean }>();

  constructor(
    readonly vendor: Vendor,
    private readonly schema: ProviderSchema,
    private readonly store: Store,
  ) {}

  getMetadata() {
    return {
      ...NOTHING,
      resources: typeNames(this.schema.resources),
      data_sources: typeNames(this.schema.dataSources),
    };
  }

  getSchema() {
    return schemaMessage(this.schema, this.vendor.protocol);
  }

  prepareConfig(request: Pick<ConfigRequest, "config">) {
    return { ...NOTHING, prepared_config: request.config };
  }

  /** Any settings will do: no credentials are checked, and no address is called. */
  configure() {
    return NOTHING;
  }

  validateResource(request: ConfigRequest) {
    return this.#guarded(request, {}, ({ type, cty }) => {
      const config = decodeValue(request.config, cty);
      if (isObject(config)) checkRules(type, config);
      return {};
    });
  }

  validateDataSource() {
    return NOTHING;
  }

  upgradeState(request: UpgradeRequest) {
    return this.#guarded(request, { upgraded_state: null }, ({ cty }) => ({
      upgraded_state: upgradeState(request.raw_state?.json, cty),
    }));
  }

  read(request: ReadRequest) {
    const kept = { new_state: request.current_state, private: request.private };
    return this.#guarded(request, kept, ({ type, cty }) => {
      const current = decodeValue(request.current_state, cty);
      if (!isObject(current)) return kept;
      return { ...kept, new_state: encodeValue(refresh(type, current, this.store)) };
    });
  }

  plan(request: PlanRequest) {
    const nothing = {
      planned_state: request.prior_state,
      requires_replace: [] as readonly AttributePath[],
      planned_private: request.prior_private,
      legacy_type_system: false,
    };
    return this.#guarded(request, nothing, ({ type, cty, legacy }) => {
      const proposed = decodeValue(request.proposed_new_state, cty);
      if (!isObject(proposed)) return { ...nothing, planned_state: encodeValue(null) };
      const config = decodeValue(request.config, cty);
      if (isObject(config)) checkRules(type, config);
      const { planned, replace } = planChange(
        type.block,
        type.kind,
        objectOrNull(decodeValue(request.prior_state, cty)),
        proposed,
      );
      return {
        ...nothing,
        planned_state: encodeValue(planned),
        requires_replace: replace.map((name) => attributePath([name], cty)),
        legacy_type_system: legacy,
      };
    });
  }

  apply(request: ApplyRequest) {
    const unchanged = { new_state: request.prior_state, private: request.planned_private, legacy_type_system: false };
    return this.#guarded(request, unchanged, ({ type, cty, legacy }) => {
      const prior = objectOrNull(decodeValue(request.prior_state, cty));
      const planned = objectOrNull(decodeValue(request.planned_state, cty));
      const config = objectOrNull(decodeValue(request.config, cty)) ?? {};
      if (planned === null) {
        if (prior !== null) erase(type, prior, this.store);
        return { ...unchanged, new_state: encodeValue(null) };
      }
      return {
        ...unchanged,
        new_state: encodeValue(write(type, { prior, planned, config }, this.store)),
        legacy_type_system: legacy,
      };
    });
  }

  importState(request: ImportRequest) {
    return this.#guarded(request, { imported_resources: [] }, ({ type }) => ({
      imported_resources: [
        {
          type_name: request.type_name,
          state: encodeValue(importResource(type, request.id, this.store)),
          private: Buffer.alloc(0),
        },
      ],
    }));
  }

  readDataSource(request: ConfigRequest) {
    const block = this.schema.dataSources[request.type_name];
    const cty: CtyType = block === undefined ? "dynamic" : blockType(block);
    try {
      if (block === undefined) throw unknownType("data source", request.type_name);
      const query = decodeValue(request.config, cty);
      const found = readDataSource(request.type_name, block, this.vendor, isObject(query) ? query : {}, this.store);
      return { ...NOTHING, state: encodeValue(found) };
    } catch (error) {
      return { state: null, diagnostics: errorDiagnostics(error, cty) };
    }
  }

  /** Nothing is ever in flight: every call is answered before the next one is read. */
  stop() {
    return { Error: "" };
  }

  /** A type of this provider with its table. @throws Refusal for a type that the provider doesn't have. */
  type(name: string) {
    const known = this.#types.get(name);
    if (known !== undefined) return known;
    const block = this.schema.resources[name];
    if (block === undefined) throw unknownType("resource", name);
    const kind = this.vendor.kinds[name];
    const found = {
      type: { name, block, kind, vendor: this.vendor },
      cty: blockType(block),
      legacy: rewritesPlan(block, kind),
    };
    this.#types.set(name, found);
    return found;
  }

  #guarded<Result extends object>(
    request: { readonly type_name: string },
    otherwise: Result,
    answer: (known: ReturnType<StandInProvider["type"]>) => Result,
  ) {
    let cty: CtyType = "dynamic";
    try {
      const known = this.type(request.type_name);
      cty = known.cty;
      return { ...NOTHING, ...answer(known) };
    } catch (error) {
      return { ...otherwise, diagnostics: errorDiagnostics(error, cty) };
    }
  }
}

function typeNames(blocks: Readonly<Record<string, Block>>) {
  return Object.keys(blocks).map((name) => ({ type_name: name }));
}

/** Whether the provider plans other values than configured ones, which Terraform lets only the old SDK do. */
function rewritesPlan(block: Block, kind: ResourceKind | undefined): boolean {
  const computed = new Set(block.attributes.filter((attribute) => attribute.computed).map(({ name }) => name));
  const own = [kind?.normalized, kind?.equivalent].some((table) => table !== undefined);
  return own || Object.keys(kind?.defaults ?? {}).some((path) => !computed.has(path));
}

function objectOrNull(value: Value): ObjectValue | null {
  return isObject(value) ? value : null;
}

function unknownType(what: string, name: string): Refusal {
  return Refusal.of(`The provider has no ${what} ${name}`);
}
