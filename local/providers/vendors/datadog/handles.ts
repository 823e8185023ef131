import type { Rule } from "../types.js";

/** An `@` that begins a word and is followed by nothing that could be a handle. */
const EMPTY_HANDLE = /(?:^|[\s({])@(?=[\s"'`,;:!?)}]|$)/;

/** `{{…}}` may hold an `@`: facets of logs and events, `{{event.tags.@http.url}}`. */
const TEMPLATE = /\{\{.*?\}\}/gs;

/** Notifications go to `@handle`s: nothing may stand between the sign and the handle. */
export function handlesAreWhole(attribute: string): Rule {
  return (resource) => {
    const text = resource.text(attribute)?.replace(TEMPLATE, "");
    if (text === undefined || !EMPTY_HANDLE.test(text)) return [];
    const hint =
      "Write the handle right after the sign, without a space: @slack-alerts, @pagerduty-api, @you@example.com.";
    return [resource.problem(attribute, "The message mentions a handle without a name: `@`", hint)];
  };
}
