import { expect, it } from "vitest";
import { awsTags, datadogTags } from "../../../modules/core/tags.js";

const tags = { environment: "staging", organization: "acme" };

it("renders the tags as a map for AWS", () => {
  expect(awsTags(tags)).toEqual({ environment: "staging", organization: "acme", "managed-by": "gantry" });
});

it("renders the tags as pairs for Datadog, the environment under its unified name", () => {
  expect(datadogTags(tags)).toEqual(["env:staging", "organization:acme", "managed-by:gantry"]);
});
