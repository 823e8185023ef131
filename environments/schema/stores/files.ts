import { z } from "zod";
import { monitorsShape } from "../monitors.js";

/** What a store of files is, in every environment alike. Services mount directories of it as volumes. */
export const filesSchema = z.strictObject({ kind: z.literal("files"), ...monitorsShape });

/** Files take the room that they need. */
export const filesSizeSchema = z.strictObject({});
