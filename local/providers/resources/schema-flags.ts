import type { Attribute, Block, ProviderSchema } from "../schema/types.js";
import type { Vendor } from "../vendors/types.js";

/** Marks what the vendor's table calls sensitive, so that Terraform hides it in plans and logs. */
export function withSensitive(schema: ProviderSchema, vendor: Vendor): ProviderSchema {
  const resources = Object.entries(schema.resources).map(([type, block]) => {
    const paths = vendor.kinds[type]?.sensitive ?? [];
    return [type, paths.length === 0 ? block : marked(block, new Set(paths), "")] as const;
  });
  return {
    provider: marked(schema.provider, new Set(vendor.sensitiveSettings), ""),
    resources: Object.fromEntries(resources),
    dataSources: schema.dataSources,
  };
}

function marked(block: Block, paths: ReadonlySet<string>, prefix: string): Block {
  const mark = (attribute: Attribute): Attribute =>
    paths.has(prefix + attribute.name) ? { ...attribute, sensitive: true } : attribute;
  return {
    attributes: block.attributes.map(mark),
    blocks: block.blocks.map((nested) => ({
      ...nested,
      block: marked(nested.block, paths, `${prefix}${nested.name}.`),
    })),
  };
}
