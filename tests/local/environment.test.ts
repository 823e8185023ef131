import { describe, expect, it } from "vitest";
import { cloudEnvironment, UNSET_FOR_LOCAL, unsetFor, withCloudEnvironment } from "../../local/environment.js";

const cloud = {
  world: "w",
  pid: 1,
  startedAt: "2026-01-01T00:00:00.000Z",
  awsEndpoint: "http://127.0.0.1:4566",
  controlEndpoint: "http://127.0.0.1:4567",
  reattach: { "registry.terraform.io/datadog/datadog": { Protocol: "grpc" } },
};

describe("the environment of the embedded cloud", () => {
  it("points Terraform at the two endpoints", () => {
    expect(cloudEnvironment(cloud)).toMatchObject({
      GANTRY_CLOUD: "local",
      AWS_ENDPOINT_URL: "http://127.0.0.1:4566",
      TF_REATTACH_PROVIDERS: '{"registry.terraform.io/datadog/datadog":{"Protocol":"grpc"}}',
      CHECKPOINT_DISABLE: "1",
    });
  });

  it("lets nothing through that could lead to a real account", () => {
    const user = {
      PATH: "/usr/bin",
      AWS_PROFILE: "production",
      AWS_SESSION_TOKEN: "token",
      AWS_ACCESS_KEY_ID: "real",
      AWS_SECRET_ACCESS_KEY: "real",
      AWS_ENDPOINT_URL_S3: "https://s3.example.com",
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
      TF_AWS_STS_ENDPOINT: "https://sts.example.com",
      DD_HOST: "https://api.datadoghq.eu",
      DD_API_KEY: "real",
      GITLAB_TOKEN: "real",
      DIGITALOCEAN_TOKEN: "real",
    };
    const { PATH, ...rest } = withCloudEnvironment(user, cloud);
    expect(PATH).toBe("/usr/bin");
    expect(rest).toEqual(cloudEnvironment(cloud));
  });

  it("never sets what it says must be unset", () => {
    expect(Object.keys(cloudEnvironment(cloud)).filter((name) => UNSET_FOR_LOCAL.includes(name))).toEqual([]);
    expect(unsetFor({ ...cloudEnvironment(cloud), HOME: "/somewhere" })).toEqual([]);
  });
});
