import { decodeValue, encodeValue, fromJson, toJson } from "../../../local/providers/protocol/codec.js";
import type { Diagnostic } from "../../../local/providers/protocol/diagnostics.js";
import { isList, isObject, type ObjectValue, type Value } from "../../../local/providers/protocol/values.js";
import { StandInProvider } from "../../../local/providers/resources/provider.js";
import { withSensitive } from "../../../local/providers/resources/schema-flags.js";
import { providerSchema } from "../../../local/providers/schema/cache.js";
import { type Block, blockType, type ProviderSchema } from "../../../local/providers/schema/types.js";
import { Store } from "../../../local/providers/store.js";
import { datadog } from "../../../local/providers/vendors/datadog/index.js";
import { digitalocean } from "../../../local/providers/vendors/digitalocean/index.js";
import { gitlab } from "../../../local/providers/vendors/gitlab/index.js";
import type { Vendor } from "../../../local/providers/vendors/types.js";
import { schemaCache } from "./schema-cache.js";

export const VENDORS: readonly Vendor[] = [datadog, gitlab, digitalocean];

export type Json = Readonly<Record<string, unknown>>;

const schemas = new Map<string, ProviderSchema>();

/** The schema of a vendor with its table's flags, derived once for all tests and runs. */
export function schemaOf(vendor: Vendor): ProviderSchema {
  const known = schemas.get(vendor.name) ?? withSensitive(providerSchema(vendor.name, schemaCache), vendor);
  schemas.set(vendor.name, known);
  return known;
}

/** Something that isn't known while planning, for a configuration. */
export { UNKNOWN } from "../../../local/providers/protocol/values.js";

/** What Terraform would show, as `path: summary`. */
export type Complaints = readonly string[];

export interface Planned {
  readonly planned: Readonly<Record<string, Value>>;
  readonly replace: readonly string[];
  readonly complaints: Complaints;
}

/** Stand-in providers without their servers, driven as Terraform drives them. */
export class World {
  readonly store = new Store();
  readonly #providers = new Map(
    VENDORS.map((vendor) => [vendor.name as string, new StandInProvider(vendor, schemaOf(vendor), this.store)]),
  );

  provider(type: string): StandInProvider {
    const found = this.#providers.get(type.slice(0, type.indexOf("_")));
    if (found === undefined) throw new Error(`No vendor has ${type}.`);
    return found;
  }

  /** The complaints about a configuration before anything is planned. */
  validate(type: string, config: Json): Complaints {
    const provider = this.provider(type);
    const written = encodeValue(typed(config, provider.type(type).type.block));
    const answer = provider.validateResource({ type_name: type, config: written });
    return complaints(answer.diagnostics);
  }

  plan(type: string, config: Json, prior: ObjectValue | null = null): Planned {
    const provider = this.provider(type);
    const { cty, type: known } = provider.type(type);
    const wanted = typed(config, known.block);
    const answer = provider.plan({
      type_name: type,
      config: encodeValue(wanted),
      prior_state: encodeValue(prior),
      proposed_new_state: encodeValue(propose(known.block, wanted, prior)),
      prior_private: new Uint8Array(),
    });
    return {
      planned: decodeValue(answer.planned_state, cty) as ObjectValue,
      replace: answer.requires_replace.map(({ steps }) => String(steps[0]?.["attribute_name"])),
      complaints: complaints(answer.diagnostics),
    };
  }

  /** Plans and applies; `state` is null after a refusal of a creation. */
  apply(type: string, config: Json, prior: ObjectValue | null = null) {
    const provider = this.provider(type);
    const { cty, type: known } = provider.type(type);
    const { planned, complaints: refused } = this.plan(type, config, prior);
    if (refused.length > 0) return { state: prior, complaints: refused };
    const answer = provider.apply({
      type_name: type,
      config: encodeValue(typed(config, known.block)),
      prior_state: encodeValue(prior),
      planned_state: encodeValue(planned),
      planned_private: new Uint8Array(),
    });
    return {
      state: decodeValue(answer.new_state, cty) as ObjectValue | null,
      complaints: complaints(answer.diagnostics),
    };
  }

  /** Applies, and insists that it went well. */
  create(type: string, config: Json): ObjectValue {
    const { state, complaints: refused } = this.apply(type, config);
    if (state === null) throw new Error(`${type} was refused: ${refused.join("; ")}`);
    return state;
  }

  destroy(type: string, prior: ObjectValue): Complaints {
    const answer = this.provider(type).apply({
      type_name: type,
      config: encodeValue(null),
      prior_state: encodeValue(prior),
      planned_state: encodeValue(null),
      planned_private: new Uint8Array(),
    });
    return complaints(answer.diagnostics);
  }

  refresh(type: string, state: ObjectValue): ObjectValue | null {
    const provider = this.provider(type);
    const answer = provider.read({ type_name: type, current_state: encodeValue(state), private: new Uint8Array() });
    return decodeValue(answer.new_state, provider.type(type).cty) as ObjectValue | null;
  }

  import(type: string, id: string) {
    const provider = this.provider(type);
    const answer = provider.importState({ type_name: type, id });
    const [imported] = answer.imported_resources as readonly { readonly state: Parameters<typeof decodeValue>[0] }[];
    const state = imported === undefined ? null : decodeValue(imported.state, provider.type(type).cty);
    return { state: state as ObjectValue | null, complaints: complaints(answer.diagnostics) };
  }

  data(type: string, query: Json) {
    const provider = this.provider(type);
    const vendor = VENDORS.find(({ name }) => type.startsWith(`${name}_`)) ?? datadog;
    const block = schemaOf(vendor).dataSources[type] ?? { attributes: [], blocks: [] };
    const cty = blockType(block);
    const answer = provider.readDataSource({ type_name: type, config: encodeValue(typed(query, block)) });
    return {
      found: answer.state === null ? null : (toJson(decodeValue(answer.state, cty)) as Json),
      complaints: complaints(answer.diagnostics),
    };
  }
}

/** Terraform's merge of a configuration with what was computed before; elements are paired by position. */
function propose(block: Block, config: ObjectValue, prior: ObjectValue | null): ObjectValue {
  const proposed: Record<string, Value> = { ...config };
  const merge = (name: string, inner: Block) => {
    const [now, before] = [config[name], prior?.[name]];
    if (isList(now)) {
      const old = isList(before) ? before : [];
      proposed[name] = now.map((item, index) =>
        isObject(item) ? propose(inner, item, objectOrNull(old[index])) : item,
      );
    } else if (isObject(now)) {
      proposed[name] = propose(inner, now, objectOrNull(before));
    }
  };
  for (const { name, computed, nested } of block.attributes) {
    if (computed && (config[name] ?? null) === null) proposed[name] = prior?.[name] ?? null;
    if (nested !== undefined && nested.nesting !== "map") merge(name, { attributes: nested.attributes, blocks: [] });
  }
  for (const { name, nesting, block: inner } of block.blocks) if (nesting !== "map") merge(name, inner);
  return proposed;
}

function objectOrNull(value: Value | undefined): ObjectValue | null {
  return isObject(value) ? value : null;
}

/** Blocks that are left out are empty collections in a configuration, not null. */
function typed(config: Json, block: Block): ObjectValue {
  const value = fromJson(config, blockType(block)) as ObjectValue;
  const omitted = block.blocks.filter(({ name, nesting }) => value[name] === null && nesting !== "single");
  return { ...value, ...Object.fromEntries(omitted.map(({ name }) => [name, []])) };
}

function complaints(diagnostics: readonly Diagnostic[]): Complaints {
  return diagnostics.map(({ attribute, summary }) => {
    const path = (attribute?.steps ?? []).map((step) => Object.values(step)[0]).join(".");
    return path === "" ? summary : `${path}: ${summary}`;
  });
}
