import { readFileSync, statSync } from "node:fs";
import { z } from "zod";

/** What is read when a container starts is small, and a reviewer reads it. */
const MOST_CHARACTERS = 65_536;

/** Where all of them lie, so that one sees at a glance what services are told beside their settings. */
const FOLDER = new URL("../files/", import.meta.url);

export const configFile = z.strictObject({
  /** Path below `environments/files`. */
  path: z.string().regex(/^\w[\w.-]*(\/\w[\w.-]*)*$/, { error: "must be a path below environments/files" }),
  content: z
    .custom<string | undefined>((content) => typeof content === "string", {
      error: "is missing: there is no such file in environments/files",
    })
    .transform(String)
    .refine((content) => content.length <= MOST_CHARACTERS, {
      error: `is longer than ${MOST_CHARACTERS} characters: data belongs into a store or the image`,
    }),
});

/**
 * A file of `environments/files` as it stands there. Never a secret: it lies in this repository, in a bucket and in
 * the state.
 */
export function file(path: string): { readonly path: string; readonly content: string | undefined } {
  const url = new URL(path, FOLDER);
  const isFile = statSync(url, { throwIfNoEntry: false })?.isFile() === true;
  return { path, content: isFile ? readFileSync(url, "utf8") : undefined };
}
