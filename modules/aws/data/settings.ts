/** How a setting of a store or a service is called inside a container: `read-model` and `HOST` → `READ_MODEL_HOST`. */
export function settingName(name: string, setting: string): string {
  return `${name.replaceAll("-", "_").toUpperCase()}_${setting}`;
}
