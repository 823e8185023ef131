/** Time to notice that a tag is missing, and for a push that was interrupted to be taken up again. */
const UNTAGGED_DAYS = 14;

/** Images that no environment was told to run: a few weeks of merge requests. */
const NEWEST_KEPT = 100;

/** Far more than anybody goes back: the one that runs is always among them. */
const DEPLOYED_KEPT = 50;

/** What the tag of an image begins with once an environment runs it, for instance `deployed.production.`. */
export function deployedPrefix(environment: string): string {
  return `deployed.${environment}.`;
}

/**
 * Which images of a repository ECR may remove, in the order in which it asks.
 *
 * ECR doesn't know what runs. So who deploys an image gives it one more tag, `deployed.<environment>.<any>`: an image
 * that matches one of those rules is beyond the reach of every later one. Manifests that a kept index names
 * (one per architecture, mostly untagged) stay with it.
 * Source: Amazon ECR user guide, "How the lifecycle policy works".
 *
 * @param environments whose deployed images are kept
 */
export function expiryRules(environments: readonly string[]): readonly object[] {
  const deployed = [...environments].sort().map((environment) => ({
    description: `Keep the last ${DEPLOYED_KEPT} that were deployed to ${environment}`,
    selection: {
      tagStatus: "tagged",
      tagPrefixList: [deployedPrefix(environment)],
      countType: "imageCountMoreThan",
      countNumber: DEPLOYED_KEPT,
    },
  }));
  const others = [
    {
      description: `Remove what has had no tag for ${UNTAGGED_DAYS} days`,
      selection: {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: UNTAGGED_DAYS,
      },
    },
    {
      description: `Keep the newest ${NEWEST_KEPT} of the others`,
      selection: {
        tagStatus: "tagged",
        tagPatternList: ["*"],
        countType: "imageCountMoreThan",
        countNumber: NEWEST_KEPT,
      },
    },
  ];
  return [...deployed, ...others].map(({ description, selection }, index) => ({
    rulePriority: index + 1,
    description,
    selection,
    action: { type: "expire" },
  }));
}
