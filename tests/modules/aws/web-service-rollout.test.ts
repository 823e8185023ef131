import { describe, expect, it } from "vitest";
import { WebService } from "../../../modules/aws/ecs/web-service.js";
import { clusterRef, loadBalancerRef, networkRef } from "../../support/refs.js";
import { synth } from "../../support/synth.js";

describe("a web service whose deployment ECS rolls back", () => {
  it("fails the apply, which the AWS provider alone calls a success", () => {
    const stack = synth((scope) => {
      new WebService(scope, "service", {
        environment: "staging",
        account: "222222222222",
        region: "eu-west-1",
        service: "api",
        image: "public.ecr.aws/acme/api:1.2.3",
        port: 8080,
        routes: ["/*"],
        priority: 100,
        health: "/healthz",
        graceSeconds: 60,
        variables: {},
        cpu: 256,
        memoryMiB: 512,
        count: 2,
        logRetentionDays: 14,
        network: networkRef,
        cluster: clusterRef,
        loadBalancer: loadBalancerRef,
        stores: [],
      });
    });
    const service = stack.at("aws_ecs_service", "service/service");
    expect(service["task_definition"]).toBe(`\${service/task.arn}`);
    expect(service["lifecycle"]).toEqual({
      postcondition: [
        {
          condition: `\${(self.task_definition == service/task.arn)}`,
          error_message: expect.stringMatching(/rolled .* api back[\s\S]*\$\{self\.task_definition\} still serves/),
        },
      ],
    });
  });
});
