import type { Problem } from "../../modules/core/errors.js";
import type { Cloud } from "../life/record.js";

/** What the detached process tells the command that started it, over their IPC channel. */
export type HostMessage =
  | { readonly gantry: "progress"; readonly line: string }
  | { readonly gantry: "ready"; readonly cloud: Cloud }
  | { readonly gantry: "failed"; readonly problems: readonly Problem[] };

/** Others use the channel, too: the TypeScript loader reports the files that it loads. */
export function isHostMessage(message: unknown): message is HostMessage {
  return typeof message === "object" && message !== null && "gantry" in message;
}
