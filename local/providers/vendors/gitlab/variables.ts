import { textOf } from "../../protocol/values.js";
import type { Parent, ResourceKind, Rule, WorldRule } from "../types.js";
import { atMostCharacters, matches, valueOneOf } from "./checks.js";
import { group, joined, project, refusal } from "./references.js";

const DOCS = "https://registry.terraform.io/providers/gitlabhq/gitlab/18.6.1/docs/resources";

/** https://docs.gitlab.com/ci/variables/#mask-a-cicd-variable: Base64 (RFC 4648) and a few signs. */
const EXPANDABLE_MASK = /^[A-Za-z0-9+/=@:.~_-]{8,}$/;

/** Without expansion every character but white space will do. */
const RAW_MASK = /^\S{8,}$/;

/** A value that could not be found again in a log cannot be masked. */
export const maskedValueCanBeMasked: Rule = (variable) => {
  const value = variable.text("value");
  const hides = variable.flag("masked") === true || variable.flag("hidden") === true;
  if (value === undefined || !hides || variable.isUnknown("raw")) return [];
  const raw = variable.flag("raw") === true;
  if ((raw ? RAW_MASK : EXPANDABLE_MASK).test(value)) return [];
  const alphabet = raw ? "no white space" : "only letters, digits and + / = @ : . ~ _ -, unless `raw` is true";
  return [
    variable.problem(
      "value",
      refusal("value", "is invalid"),
      `A masked value is one line of at least 8 characters, ${alphabet}.`,
    ),
  ];
};

/** Once made, a variable is not hidden any more nor less. https://docs.gitlab.com/ci/variables/#hide-a-cicd-variable */
export const hiddenIsMasked: Rule = (variable) =>
  variable.flag("hidden") === true && variable.flag("masked") === false
    ? [variable.problem("masked", refusal("masked", "must be true for a hidden variable"))]
    : [];

/** Key and scope together are the variable's identity. */
const keyAndScopeAreFree =
  (type: string, parent: Parent): WorldRule =>
  (variable, store, self) => {
    const scope = variable.text("environment_scope") ?? "*";
    const owner = parent.find?.(store, variable.text(parent.attribute) ?? "");
    const twin = store.find(type, (other) => {
      const itsOwner = parent.find?.(store, textOf(other[parent.attribute]));
      const sameName = other["key"] === variable.raw("key") && other["environment_scope"] === scope;
      return sameName && itsOwner === owner && textOf(other["id"]) !== self;
    });
    if (twin === undefined) return [];
    const key = variable.text("key") ?? "";
    return [
      variable.problem(
        "key",
        refusal("key", `(${key}) has already been taken`),
        `It exists with the environment scope ${scope}.`,
      ),
    ];
  };

function variableOf(type: string, parent: Parent): ResourceKind {
  return {
    source: `${DOCS}/${type.replace("gitlab_", "")}`,
    replace: [parent.attribute, "key", "environment_scope", "hidden"],
    defaults: {
      environment_scope: "*",
      hidden: false,
      masked: false,
      protected: false,
      raw: false,
      variable_type: "env_var",
    },
    computed: { description: "" },
    parent,
    id: joined(parent.attribute, "key", "environment_scope"),
    rules: [
      matches("key", /^[A-Za-z0-9_]+$/, "can contain only letters, digits and '_'."),
      atMostCharacters("key", 255),
      atMostCharacters("description", 255),
      atMostCharacters("environment_scope", 255),
      matches(
        "environment_scope",
        /^[A-Za-z0-9_/${}. *-]+$/,
        "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', '*' and spaces",
      ),
      valueOneOf("variable_type", ["env_var", "file"]),
      maskedValueCanBeMasked,
      hiddenIsMasked,
    ],
    worldRules: [keyAndScopeAreFree(type, parent)],
  };
}

export const projectVariable = variableOf("gitlab_project_variable", project);
export const groupVariable = variableOf("gitlab_group_variable", group);
