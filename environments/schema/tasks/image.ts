import { z } from "zod";

const REFERENCE = /^[\w.-]+(:\d+)?(\/[\w.-]+)+(:[\w.-]+|@sha256:[0-9a-f]{64})$/;

/** An image must be pinned: what was reviewed is what runs, today and after a rollback. */
export const imageReference = z
  .string()
  .regex(REFERENCE, {
    error: "must name registry, repository and a tag or digest, for instance public.ecr.aws/nginx/nginx:1.27.5",
  })
  .refine((value) => !value.endsWith(":latest"), {
    error: "must not be `latest`: it names another image tomorrow; give a version tag or a digest",
  });

/** Registry and repository, without a version. */
const repositoryUrl = z.string().regex(/^[\w.-]+(:\d+)?(\/[\w-]+([._][\w-]+)*)+$/, {
  error: "must name registry and repository alone, for instance registry.gitlab.com/acme/api",
});

const pipelineImage = z.strictObject({
  from: z.literal("pipeline"),
  /**
   * What runs until the pipeline has named its first image: something that starts and passes the service's health
   * check. It is the one image that may go by a tag in a protected environment.
   */
  initial: imageReference,
  /** Where the pipeline pushes to. @default - a repository of the organization's ECR, which `ops` makes */
  repository: repositoryUrl.exactOptional(),
});

/** The image of a service: a reference that was reviewed here, or the one that its pipeline named last. */
export const serviceImage = z.union([imageReference, pipelineImage]);

export type ServiceImage = z.infer<typeof serviceImage>;

/**
 * An image that the service's own pipeline builds and names.
 *
 * It names it in the parameter `/gantry/<environment>/services/<service>/image`, and the next deploy of the
 * environment rolls it out; in a protected environment it must name it by digest. Under `rollout: "external"` there
 * is no such parameter: the pipeline registers revisions by itself.
 */
export const fromPipeline = (image: Omit<z.input<typeof pipelineImage>, "from">) => ({
  from: "pipeline" as const,
  ...image,
});

/** Whether a reference names one image for ever. */
export function hasDigest(reference: string): boolean {
  return reference.includes("@sha256:");
}
