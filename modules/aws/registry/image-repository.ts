import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository/index.js";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy/index.js";
import { Construct } from "constructs";
import { expiryRules } from "./expiry.js";
import type { Repository } from "./repository-address.js";

export interface ImageRepositoryProps {
  readonly repository: Repository;
  /** Key that its layers are encrypted with. ECR decrypts by its own grant: who pulls needs no permission for it. */
  readonly keyArn: string;
  /** Accounts that may pull, beside the repository's own. */
  readonly pullAccounts: readonly string[];
  /** Environments whose last deployed images are kept. */
  readonly environments: readonly string[];
}

/** What ECR asks of somebody who pulls, beside an authorization token. */
const PULL_ACTIONS = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/**
 * A repository of one image in ECR: a tag never names another image, each image is scanned when it
 * is pushed, and old ones expire. About $0.10 a GB and month, and the traffic out of its region.
 */
export class ImageRepository extends Construct {
  /** For instance `111111111111.dkr.ecr.eu-west-1.amazonaws.com/acme/api`. */
  readonly url: string;

  constructor(scope: Construct, id: string, { repository, keyArn, ...props }: ImageRepositoryProps) {
    super(scope, id);
    const made = new EcrRepository(this, "repository", {
      name: repository.name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: keyArn }],
    });
    new EcrLifecyclePolicy(this, "expiry", {
      repository: made.name,
      policy: JSON.stringify({ rules: expiryRules(props.environments) }),
    });
    this.admit(made, props.pullAccounts);
    this.url = made.repositoryUrl;
  }

  /** ECR refuses a policy without a principal: with one account there is none. */
  private admit({ name }: EcrRepository, accounts: readonly string[]): void {
    if (accounts.length === 0) return;
    new EcrRepositoryPolicy(this, "pull", {
      repository: name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "Pull",
            Effect: "Allow",
            Principal: { AWS: [...accounts].sort().map((account) => `arn:aws:iam::${account}:root`) },
            Action: PULL_ACTIONS,
          },
        ],
      }),
    });
  }
}
