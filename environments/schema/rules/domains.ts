import type { Rule } from "./context.js";

/** DigitalOcean delegates one subdomain to Route53; what lies elsewhere would never resolve. */
export const domainsAreDelegated: Rule<"organization" | "environments"> = ({
  organization: { domains },
  environments,
}) => {
  const outside = domains.delegated.endsWith(`.${domains.root}`)
    ? []
    : [
        {
          path: "organization.domains.delegated",
          what: `is not under ${domains.root}`,
          value: domains.delegated,
          allowed: `a subdomain such as aws.${domains.root}`,
          fix: "delegate a name under the root domain",
        },
      ];
  return [
    ...outside,
    ...environments.flatMap(({ parsed: { name, domain } }) =>
      domain === undefined || domain.endsWith(`.${domains.delegated}`)
        ? []
        : [
            {
              path: `${name}.domain`,
              what: "is not under the delegated domain",
              value: domain,
              allowed: `a name under ${domains.delegated}`,
              fix: `take ${name}.${domains.delegated}`,
            },
          ],
    ),
  ];
};
