import type { Accessor, ClassDeclaration, Declarations, Member, Setting } from "./declarations.js";
import { type Attribute, type Block, type CtyType, collectionType, type NestedBlock, type Nesting } from "./types.js";

/** What one binding module declares: a resource, a data source or the provider's own configuration. */
export interface DerivedType {
  readonly kind: "resource" | "data source" | "provider";
  readonly terraformType: string;
  readonly block: Block;
}

/**
 * Turns a module's declarations into Terraform blocks.
 *
 * @throws when an attribute has a shape that the generator is not known to write.
 */
export function deriveTypes(declarations: Declarations): readonly DerivedType[] {
  const derived: DerivedType[] = [];
  for (const declared of declarations.classes.values()) {
    if (declared.kind === "struct") continue;
    if (declared.terraformType === undefined) {
      throw new Error(`${declared.name} has no tfResourceType; the bindings' generator has changed.`);
    }
    derived.push({
      kind: declared.kind,
      terraformType: declared.terraformType,
      block: deriveBlock(declarations, declared, declared.name, `${declared.name}Config`),
    });
  }
  return derived;
}

/**
 * @param owner Under which name the class's HCL settings are filed.
 * @param documented The interface whose comments tell blocks from attributes.
 */
function deriveBlock(declarations: Declarations, declared: ClassDeclaration, owner: string, documented: string): Block {
  const attributes: Attribute[] = [];
  const blocks: NestedBlock[] = [];
  for (const accessor of declared.accessors) {
    const setting = declarations.settings.get(owner)?.get(accessor.name);
    const flags = flagsOf(accessor);
    if (declared.kind === "provider" && setting !== undefined && /^[A-Z]/.test(setting.storage)) {
      blocks.push(providerBlock(declarations, accessor, setting));
      continue;
    }
    if (accessor.struct === undefined) {
      const type = setting === undefined ? getterType(declared, accessor) : settingType(declared, accessor, setting);
      attributes.push({ name: accessor.name, type, ...flags });
      continue;
    }
    const inner = structBlock(declarations, accessor.struct.name);
    const nesting = nestingOf(accessor, setting);
    if (readsAsBlock(accessor, setting, declarations.members.get(documented)?.get(accessor.name))) {
      blocks.push({ name: accessor.name, nesting, block: inner, ...itemCounts(accessor, nesting) });
    } else {
      const nested = { nesting, attributes: asAttributes(inner) };
      const type = collectionType(nesting, objectType(nested.attributes));
      attributes.push({ name: accessor.name, type, nested, ...flags });
    }
  }
  return { attributes, blocks };
}

/** Nested values are blocks in the SDK, and blocks or nested attributes in the framework. */
function readsAsBlock(accessor: Accessor, setting: Setting | undefined, member: Member | undefined): boolean {
  // A block of which nothing can be set: attributes always have one of the three flags.
  if (setting === undefined) return !accessor.computed && !accessor.optional && !accessor.required;
  if (setting.type === "struct") return member?.block === true;
  return setting.type !== "map" && (!setting.mapped || setting.mapsBlock);
}

/** A list or set with room for one is written without an index. A required single block is counted on both sides. */
function itemCounts(accessor: Accessor, nesting: Nesting): Pick<NestedBlock, "minItems" | "maxItems"> {
  const minItems = accessor.required ? 1 : 0;
  if (nesting === "single") return { minItems, maxItems: minItems };
  return { minItems, maxItems: accessor.struct?.shape === "OutputReference" ? 1 : 0 };
}

function structBlock(declarations: Declarations, struct: string): Block {
  const declared = declarations.classes.get(`${struct}OutputReference`);
  if (declared === undefined) throw new Error(`${struct}OutputReference is not declared in the binding that uses it.`);
  return deriveBlock(declarations, declared, lowerFirst(struct), struct);
}

/** The blocks of a provider's own configuration have no class: their settings and comments tell the same. */
function providerBlock(declarations: Declarations, accessor: Accessor, setting: Setting): NestedBlock {
  const struct = setting.storage.replace(/List$/, "");
  const declared: ClassDeclaration = { name: struct, kind: "struct", accessors: [] };
  const owner = lowerFirst(struct);
  for (const name of declarations.settings.get(owner)?.keys() ?? []) {
    const required = declarations.members.get(struct)?.get(name)?.required === true;
    declared.accessors.push({ name, required, optional: !required, computed: false });
  }
  return {
    name: accessor.name,
    nesting: nestingOf(accessor, setting),
    block: deriveBlock(declarations, declared, owner, struct),
    minItems: accessor.required ? 1 : 0,
    maxItems: setting.mapped ? 0 : 1,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The generator calls some required attributes computed as well, which Terraform does not allow. */
function flagsOf(accessor: Accessor): Pick<Attribute, "required" | "optional" | "computed"> {
  return {
    required: accessor.required,
    optional: accessor.optional && !accessor.required,
    computed: accessor.computed && !accessor.required,
  };
}

function nestingOf(accessor: Accessor, setting: Setting | undefined): Nesting {
  if (accessor.struct?.shape === "Map") return "map";
  if (setting?.type === "list" || setting?.type === "set") return setting.type;
  if (accessor.struct?.shape === "OutputReference") return "single";
  return accessor.struct?.set === true ? "set" : "list";
}

/** Inside a nested attribute everything is an attribute, whatever the generator calls it. */
function asAttributes(block: Block): readonly Attribute[] {
  const inner = block.blocks.map((nested): Attribute => {
    const attributes = asAttributes(nested.block);
    return {
      name: nested.name,
      type: collectionType(nested.nesting, objectType(attributes)),
      nested: { nesting: nested.nesting, attributes },
      required: nested.minItems > 0,
      optional: nested.minItems === 0,
      computed: false,
    };
  });
  return [...block.attributes, ...inner];
}

function objectType(attributes: readonly Attribute[]): CtyType {
  return ["object", Object.fromEntries(attributes.map((attribute) => [attribute.name, attribute.type]))];
}

const PRIMITIVES: Readonly<Record<string, CtyType>> = {
  string: "string",
  number: "number",
  boolean: "bool",
  any: "dynamic",
};

/** `set` + `stringListList` → a set of lists of strings: the outermost collection is named by `type` only. */
function settingType(declared: ClassDeclaration, accessor: Accessor, setting: Setting): CtyType {
  if (setting.type === "simple") return named(declared, accessor, setting.storage);
  const outer = setting.type;
  if (outer !== "list" && outer !== "set" && outer !== "map") throw unknownShape(declared, accessor, setting.type);
  return [outer, named(declared, accessor, setting.storage.replace(/(List|Map)$/, ""))];
}

/** `stringMapList` → a list of maps of strings. */
function named(declared: ClassDeclaration, accessor: Accessor, storage: string): CtyType {
  if (storage.endsWith("List")) return ["list", named(declared, accessor, storage.slice(0, -4))];
  if (storage.endsWith("Map")) return ["map", named(declared, accessor, storage.slice(0, -3))];
  const primitive = PRIMITIVES[storage];
  if (primitive === undefined) throw unknownShape(declared, accessor, storage);
  return primitive;
}

/** `NumberList`, `StringMap`, `StringListMap`: a primitive, then its collections from the inside out. */
function getterType(declared: ClassDeclaration, accessor: Accessor): CtyType {
  const getter = accessor.getter ?? "no getter";
  if (getter === "List") return [accessor.fromSet === true ? "set" : "list", "string"];
  const type = named(declared, accessor, lowerFirst(getter));
  return accessor.fromSet === true && Array.isArray(type) ? ["set", type[1] as CtyType] : type;
}

function unknownShape(declared: ClassDeclaration, accessor: Accessor, shape: string): Error {
  return new Error(
    `${declared.name}.${accessor.name} has a shape that the schema derivation does not know: ${shape}. ` +
      "Teach it to local/providers/schema/derive.ts.",
  );
}
