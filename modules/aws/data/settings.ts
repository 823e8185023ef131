/** How a store's setting is called inside a container: store `read-model`, setting `HOST` → `READ_MODEL_HOST`. */
export function settingName(store: string, setting: string): string {
  return `${store.replaceAll("-", "_").toUpperCase()}_${setting}`;
}
