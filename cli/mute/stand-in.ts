import type { Cloud } from "../../local/cloud.js";
import { create, read, remove } from "../../local/control.js";
import { inventory } from "../../local/inventory.js";
import type { Downtimes } from "./mute.js";

const TYPE = "datadog_downtime_schedule";

/** What of such a resource is read here, as Terraform has it. */
interface Attributes {
  readonly message: string | null;
  readonly monitor_identifier: { readonly monitor_tags: readonly string[] | null } | null;
  readonly one_time_schedule: { readonly start: string; readonly end: string | null } | null;
}

/** Downtimes of the embedded cloud, beside those that Terraform made there. */
export function standInDowntimes(cloud: Cloud): Downtimes {
  return {
    create: ({ message, tags, start, end }) =>
      create(cloud, TYPE, {
        message,
        scope: "*",
        monitor_identifier: { monitor_tags: tags },
        one_time_schedule: { start, end },
      }),
    list: async () => {
      const items = (await inventory(cloud)).filter(({ type }) => type === TYPE);
      const found = await Promise.all(
        items.map(async ({ id }) => [id, (await read(cloud, TYPE, id)) as Attributes | null] as const),
      );
      return new Map(
        found.flatMap(([id, attributes]) => {
          const { message, monitor_identifier: identifier, one_time_schedule: schedule } = attributes ?? {};
          if (schedule?.end == null) return [];
          const tags = identifier?.monitor_tags ?? [];
          return [[id, { message: message ?? "", tags, start: schedule.start, end: schedule.end }] as const];
        }),
      );
    },
    cancel: async (id) => {
      if ((await read(cloud, TYPE, id)) !== null) await remove(cloud, TYPE, id);
    },
  };
}
