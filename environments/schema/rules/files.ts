import type { Problem } from "../../../modules/core/errors.js";
import type { ServiceShape } from "../services/service.js";
import type { SidecarShape } from "../tasks/sidecar.js";
import type { Rule } from "./context.js";

/** ECS runs at most ten containers in a task, of which one fetches files where there are any. */
const MOST_CONTAINERS = 10;

/** Directories that an image needs as they are. */
const SYSTEM = new Set([
  "",
  "/bin",
  "/boot",
  "/dev",
  "/etc",
  "/lib",
  "/lib64",
  "/proc",
  "/run",
  "/sbin",
  "/sys",
  "/tmp",
  "/usr",
  "/var",
]);

/** A setting whose name says that it holds a secret, with a value that doesn't say where it comes from. */
const SECRET_LINE =
  /^\s*["']?[\w.-]*(password|passwd|secret|token|api_?key|private_?key|credentials?)["']?\s*[:=]\s*["']?(?![$%{</]|(true|false|null|none)\b)[^\s"',]{4}/im;

/** Configuration files stand in directories of their own, and hold no secret. */
export const filesHaveTheirPlace: Rule<"catalogue"> = ({ catalogue }) =>
  Object.entries(catalogue.services).flatMap(([service, shape]) => {
    const path = `catalogue.services.${service}`;
    const sidecars = Object.entries(shape.sidecars);
    const containers: readonly (readonly [path: string, shape: ServiceShape | SidecarShape])[] = [
      [path, shape],
      ...sidecars.map(([name, sidecar]) => [`${path}.sidecars.${name}`, sidecar] as const),
    ];
    return [
      ...taskHasRoom(
        path,
        containers.length,
        containers.some(([, { files }]) => Object.keys(files).length > 0),
      ),
      ...containers.flatMap(([at, container]) => [
        ...directoriesAreFree(at, container),
        ...nothingIsSecret(at, container),
      ]),
    ];
  });

function taskHasRoom(path: string, containers: number, hasFiles: boolean): Problem[] {
  if (!hasFiles || containers < MOST_CONTAINERS) return [];
  return [
    {
      path: `${path}.sidecars`,
      what: `are too many beside the container that fetches the files: ECS runs at most ${MOST_CONTAINERS} in a task`,
      fix: "remove a sidecar, or build the files into the images",
    },
  ];
}

function directoriesAreFree(path: string, { files, mounts, writable }: ServiceShape | SidecarShape): Problem[] {
  return Object.keys(files).flatMap((at): Problem[] => {
    const directory = at.slice(0, at.lastIndexOf("/"));
    const problem = { path: `${path}.files.${at}` };
    if (SYSTEM.has(directory)) {
      const what = `would hide all that the image has in ${directory}/: the directory of a file is mounted whole`;
      return [{ ...problem, what, fix: "give the file a directory of its own, such as /config" }];
    }
    if (directory in mounts || directory in writable) {
      const what = `is in ${directory}, where something else is mounted`;
      return [{ ...problem, what, fix: "give the file a directory of its own" }];
    }
    return [];
  });
}

function nothingIsSecret(path: string, { files }: ServiceShape | SidecarShape): Problem[] {
  return Object.entries(files)
    .filter(([, { content }]) => SECRET_LINE.test(content))
    .map(([at, file]) => ({
      path: `${path}.files.${at}`,
      what: "has a line that looks like a secret by its name",
      value: `environments/files/${file.path}`,
      allowed: "plain settings, and names of variables in the place of secrets",
      fix: "keep the secret in Secrets Manager, name it in `secrets`, and read that variable",
    }));
}
