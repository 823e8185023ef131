import type { Problem } from "../../../modules/core/errors.js";
import type { ServiceShape } from "../services/service.js";
import { hasDigest } from "../tasks/image.js";
import type { Rule } from "./context.js";

/**
 * What a protected environment runs is named by its digest: a registry may give a tag to another image, and tasks that
 * are started later would then run something that nobody reviewed. What a pipeline names is held to the same when it
 * is deployed.
 */
export const protectedImagesAreExact: Rule<"catalogue" | "environments"> = ({ catalogue, environments }) => {
  const protectedOnes = environments.flatMap(({ parsed }) => (parsed.lifecycle === "protected" ? [parsed.name] : []));
  if (protectedOnes.length === 0) return [];
  return Object.entries(catalogue.services)
    .flatMap(([service, shape]) => imagesOf(`catalogue.services.${service}`, shape))
    .filter(([, image]) => !hasDigest(image))
    .map(([path, image]): Problem => {
      return {
        path,
        what: `has no digest, and ${protectedOnes.join(", ")} ${protectedOnes.length === 1 ? "is" : "are"} protected: a tag may name another image tomorrow`,
        value: image,
        allowed: `${image.slice(0, image.lastIndexOf(":"))}@sha256:<64 digits>`,
        fix: `docker buildx imagetools inspect ${image} shows the digest${
          path.includes(".sidecars.") ? "" : "; or let the pipeline name it: fromPipeline({ initial })"
        }`,
      };
    });
};

/** ECS shows a registry's credentials to whatever registry the image is in: to that of the initial one, too. */
export const credentialsFitInitialImages: Rule<"catalogue"> = ({ catalogue }) =>
  Object.entries(catalogue.services).flatMap(([service, shape]) => [
    ...elsewhere(`catalogue.services.${service}`, shape),
    ...(shape.migrate === undefined ? [] : elsewhere(`catalogue.services.${service}.migrate`, shape.migrate)),
  ]);

function elsewhere(path: string, { image, registry }: Pick<ServiceShape, "image" | "registry">): Problem[] {
  if (registry === undefined || typeof image === "string" || image.repository === undefined) return [];
  const host = hostOf(image.repository);
  if (hostOf(image.initial) === host) return [];
  return [
    {
      path: `${path}.image.initial`,
      what: "is in another registry than the one that the credentials are for",
      value: image.initial,
      allowed: `an image in ${host}`,
      fix: "push a first image there by hand and name it here",
    },
  ];
}

function hostOf(image: string): string {
  return image.slice(0, image.indexOf("/"));
}

/** Where each image is written that is named in the catalogue itself. */
function imagesOf(
  path: string,
  { image, sidecars, migrate }: ServiceShape,
): readonly (readonly [path: string, image: string])[] {
  return [
    ...(typeof image === "string" ? [[`${path}.image`, image] as const] : []),
    ...(typeof migrate?.image === "string" ? [[`${path}.migrate.image`, migrate.image] as const] : []),
    ...Object.entries(sidecars).map(([name, sidecar]) => [`${path}.sidecars.${name}.image`, sidecar.image] as const),
  ];
}
