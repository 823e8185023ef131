import type { Vendor } from "../types.js";

export const datadog: Vendor = {
  name: "datadog",
  address: "datadog/datadog",
  protocol: 5,
  sensitiveSettings: ["api_key", "app_key", "aws_access_key_id", "aws_secret_access_key", "aws_session_token"],
  kinds: {},
  dataSources: {},
  notFound: () => "Not found",
  defaultId: (type, ids) => ids.uuid(type),
};
