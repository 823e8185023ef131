import { z } from "zod";

/** What a store of files is, in every environment alike. Services mount directories of it as volumes. */
export const filesSchema = z.strictObject({ kind: z.literal("files") });

/** Files take the room that they need. */
export const filesSizeSchema = z.strictObject({});
