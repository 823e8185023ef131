import { toJson } from "../../protocol/codec.js";
import type { ObjectValue } from "../../protocol/values.js";
import type { DataSource } from "../types.js";
import type { View } from "../view.js";
import { CURRENT_USER } from "./project.js";
import { findGroup, findProject } from "./references.js";

const plain = (values: ObjectValue) => toJson(values) as Readonly<Record<string, unknown>>;

function missing(query: View, what: string, reference: string) {
  const hint = `The local cloud has no ${what.toLowerCase()} ${reference}. One that exists before Terraform has to be created in it first.`;
  return query.refusal("", `404 {message: 404 ${what} Not Found}`, hint);
}

const project: DataSource = (query, store) => {
  const reference = query.text("id") ?? query.text("path_with_namespace") ?? "";
  const found = findProject(store, reference);
  if (found === undefined) throw missing(query, "Project", reference);
  return plain(found);
};

const group: DataSource = (query, store) => {
  const id = query.number("group_id");
  const reference = id === undefined ? (query.text("full_path") ?? "") : String(id);
  const found = findGroup(store, reference);
  if (found === undefined) throw missing(query, "Group", reference);
  return { ...plain(found), group_id: Number(found["id"]) };
};

const currentUser: DataSource = () => ({
  bot: false,
  global_id: `gid://gitlab/User/${CURRENT_USER.id}`,
  global_namespace_id: `gid://gitlab/Namespaces::UserNamespace/${CURRENT_USER.namespaceId}`,
  group_count: 0,
  id: String(CURRENT_USER.id),
  name: CURRENT_USER.name,
  namespace_id: String(CURRENT_USER.namespaceId),
  public_email: "",
  username: CURRENT_USER.username,
});

const user: DataSource = (query, store) => {
  const [id, username, email] = [query.number("user_id"), query.text("username"), query.text("email")];
  const root = {
    id: String(CURRENT_USER.id),
    username: CURRENT_USER.username,
    name: CURRENT_USER.name,
    email: "admin@example.com",
  };
  const users = [root, ...store.all("gitlab_user").map(plain)] as readonly Readonly<Record<string, unknown>>[];
  const found = users.find((each) => {
    if (id !== undefined) return each["id"] === String(id);
    return username === undefined ? each["email"] === email : each["username"] === username;
  });
  if (found === undefined) throw missing(query, "User", username ?? email ?? String(id));
  return { ...found, user_id: Number(found["id"]), state: "active" };
};

export const dataSources: Readonly<Record<string, DataSource>> = {
  gitlab_current_user: currentUser,
  gitlab_group: group,
  gitlab_project: project,
  gitlab_user: user,
};
