import type { Rule } from "./context.js";

/** A name is a state file: two environments of one name would destroy each other. */
export const namesAreDistinct: Rule<"environments"> = ({ environments }) => {
  const names = environments.map(({ parsed }) => parsed.name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    path: `${name}.name`,
    what: "is the name of two environments",
    fix: "rename one of them in environments/",
  }));
};
