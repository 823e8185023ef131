import type { Problem } from "../../../modules/core/errors.js";
import type { ServiceImage } from "../tasks/image.js";
import type { Rule } from "./context.js";

/** Registries to which ECS brings what they ask for by itself, or which ask for nothing. */
const WITHOUT_CREDENTIALS = /^(\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com|public\.ecr\.aws)\//;

/** Credentials are named for registries that ask for them. */
export const credentialsAreAskedFor: Rule<"catalogue"> = ({ catalogue }) =>
  Object.entries(catalogue.services).flatMap(([service, shape]) => {
    const path = `catalogue.services.${service}`;
    return [
      ...unneeded(path, shape),
      ...(shape.migrate === undefined ? [] : unneeded(`${path}.migrate`, shape.migrate)),
      ...Object.entries(shape.sidecars).flatMap(([name, sidecar]) => unneeded(`${path}.sidecars.${name}`, sidecar)),
    ];
  });

function unneeded(
  path: string,
  { image, registry }: { readonly image: ServiceImage; readonly registry?: object },
): Problem[] {
  if (registry === undefined || !isFreeOfThem(image)) return [];
  return [
    {
      path: `${path}.registry`,
      what: "is for another registry: from ECR, images are pulled with the role of the ECS agent",
      fix: "remove it",
    },
  ];
}

/** Of a pipeline's image without a repository, that is ECR. */
function isFreeOfThem(image: ServiceImage): boolean {
  if (typeof image === "string") return WITHOUT_CREDENTIALS.test(image);
  return image.repository === undefined || WITHOUT_CREDENTIALS.test(image.repository);
}
