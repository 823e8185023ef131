import { describe, expect, it } from "vitest";
import { type ContainerProps, container } from "../../../modules/aws/ecs/container.js";
import { problemsOf } from "../../support/configuration.js";

const props: ContainerProps = {
  name: "api",
  image: "public.ecr.aws/acme/api:1.2.3",
  port: 8080,
  variables: { MAIN_HOST: "main.db", ENVIRONMENT: "staging", LOG_LEVEL: "info" },
  secrets: { MAIN_USER: "arn:user", MAIN_PASSWORD: "arn:password" },
  logGroup: "/gantry/staging/api",
  region: "eu-west-1",
};

describe("a container definition", () => {
  it("is complete, defaults of ECS included, and sorted, so that the plan becomes empty", () => {
    expect(container(props)).toEqual({
      name: "api",
      image: "public.ecr.aws/acme/api:1.2.3",
      essential: true,
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
      environment: [
        { name: "ENVIRONMENT", value: "staging" },
        { name: "LOG_LEVEL", value: "info" },
        { name: "MAIN_HOST", value: "main.db" },
      ],
      secrets: [
        { name: "MAIN_PASSWORD", valueFrom: "arn:password" },
        { name: "MAIN_USER", valueFrom: "arn:user" },
      ],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-group": "/gantry/staging/api",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "api",
        },
      },
    });
  });

  it("rejects settings that are a variable and a secret at once, all of them together", () => {
    const variables = { MAIN_USER: "ann", LOG_LEVEL: "info", MAIN_PASSWORD: "x" };
    expect(problemsOf(() => container({ ...props, variables }))).toEqual([
      {
        path: "service api",
        what: "gets the same setting as a variable and as a secret",
        value: "MAIN_USER, MAIN_PASSWORD",
        fix: "rename the variable in environments/catalogue.ts",
      },
    ]);
  });
});
