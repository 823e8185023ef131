import type { Attribute, Block, Nesting, ProviderSchema } from "../schema/types.js";

/** 5 knows attributes of plain types only; 6 can say which members of a nested attribute are computed. */
export type ProtocolVersion = 5 | 6;

/** The answer to GetSchema (version 5) or GetProviderSchema (version 6). */
export function schemaMessage(schema: ProviderSchema, version: ProtocolVersion): object {
  const messages = (blocks: Readonly<Record<string, Block>>) =>
    Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, blockSchema(block, version)]));
  return {
    provider: blockSchema(schema.provider, version),
    resource_schemas: messages(schema.resources),
    data_source_schemas: messages(schema.dataSources),
    diagnostics: [],
    server_capabilities: { plan_destroy: true, get_provider_schema_optional: false, move_resource_state: false },
  };
}

function blockSchema(block: Block, version: ProtocolVersion): object {
  return { version: 0, block: blockMessage(block, version) };
}

function blockMessage(block: Block, version: ProtocolVersion): object {
  return {
    attributes: block.attributes.map((attribute) => attributeMessage(attribute, version)),
    block_types: block.blocks.map((nested) => ({
      type_name: nested.name,
      block: blockMessage(nested.block, version),
      nesting: nestingMode(nested.nesting),
      min_items: nested.minItems,
      max_items: nested.maxItems,
    })),
  };
}

function attributeMessage(attribute: Attribute, version: ProtocolVersion): object {
  const { name, required, optional, computed } = attribute;
  const flags = { name, required, optional, computed, sensitive: attribute.sensitive === true };
  if (version === 5 || attribute.nested === undefined) {
    return { ...flags, type: Buffer.from(JSON.stringify(attribute.type)) };
  }
  const attributes = attribute.nested.attributes.map((inner) => attributeMessage(inner, version));
  return { ...flags, nested_type: { attributes, nesting: nestingMode(attribute.nested.nesting) } };
}

function nestingMode(nesting: Nesting): string {
  return nesting.toUpperCase();
}
