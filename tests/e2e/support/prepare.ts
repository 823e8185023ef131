import { ensureVenv } from "../../../local/python/venv.js";

/** Installs what all lanes share once, before they start side by side. */
export async function setup(): Promise<void> {
  await ensureVenv({ environment: process.env });
}
