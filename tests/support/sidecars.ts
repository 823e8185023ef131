import type { Problem } from "../../modules/core/errors.js";
import { type Changes, problemsAfter } from "./configuration.js";
import { pinned } from "./images.js";

/** The service that has them. */
export const API = "catalogue.services.api";

export const proxy = { image: pinned("proxy"), user: 101, cpu: 64, memoryMiB: 128 };
export const health = { command: ["/proxy", "health"] };

/** The problems of the service `api` with these sidecars. */
export function withSidecars(sidecars: object, more: Changes = {}): readonly Problem[] {
  return problemsAfter({ [`${API}.sidecars`]: sidecars, ...more });
}
