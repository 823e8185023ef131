import { name } from "../../core/names.js";

/** A repository of ECR, known by its parts before it exists. */
export interface Repository {
  readonly account: string;
  readonly region: string;
  /** For instance `acme/api`. */
  readonly name: string;
}

/**
 * The organization's repository of one image.
 *
 * @param image name of what it holds, for instance `api` or `api-migrate`
 */
export function repositoryOf(
  {
    account,
    region,
    organization,
  }: { readonly account: string; readonly region: string; readonly organization: string },
  image: string,
): Repository {
  return { account, region, name: name("aws_ecr_repository", organization, image) };
}

/** What an image's reference begins with, for instance `111111111111.dkr.ecr.eu-west-1.amazonaws.com/acme/api`. */
export function repositoryUrl({ account, region, name }: Repository): string {
  return `${account}.dkr.ecr.${region}.amazonaws.com/${name}`;
}

/** The repository that an image's reference names; undefined where that isn't one of ECR's private ones. */
export function repositoryIn(reference: string): Repository | undefined {
  const [, account, region, name] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)/.exec(reference) ?? [];
  return account === undefined || region === undefined || name === undefined ? undefined : { account, region, name };
}

export function repositoryArn({ account, region, name }: Repository): string {
  return `arn:aws:ecr:${region}:${account}:repository/${name}`;
}
