import type { InventoryItem } from "../../local/inventory.js";
import { columns, count } from "../terminal/text.js";

/** An inventory for people: what exists, and how much of it. */
export function renderInventory(items: readonly InventoryItem[]): readonly string[] {
  if (items.length === 0) return ["Nothing exists at any of the four providers."];
  const rows = items.map(({ type, id, name, account, region }) => {
    const place = [account, region].filter((part) => part !== undefined && part !== "").join(" ");
    return [type, name === id || name === "" ? id : `${name} (${id})`, place];
  });
  return [...columns(rows), "", count(items.length, "thing")];
}
