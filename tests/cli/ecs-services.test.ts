import { describe, expect, it } from "vitest";
import { toLiveService, toStoppedTask } from "../../cli/ecs/client.js";
import { hasServices, servicesIn } from "../../cli/ecs/deployed-services.js";
import { revisionOf } from "../../cli/ecs/live-service.js";
import { concernsRollout } from "../../cli/ecs/rollouts.js";
import { GantryError } from "../../modules/core/errors.js";

const ARN = "arn:aws:ecs:eu-west-1:222222222222";
const definition = (revision: number) => `${ARN}:task-definition/staging-api:${revision}`;
const instance = (type: string, name: string, attributes: object) => ({
  mode: "managed",
  type,
  name,
  instances: [{ attributes }],
});
/** A state in which the service runs revision 7 again after revision 8, which was asked for, had been rolled back. */
const state = JSON.stringify({
  resources: [
    instance("aws_ecs_task_definition", "task", { arn: definition(8) }),
    instance("aws_ecs_service", "api", {
      id: `${ARN}:service/staging-app/staging-api`,
      name: "staging-api",
      cluster: "staging-app",
      task_definition: definition(7),
    }),
    instance("aws_ecs_service", "unborn", { id: null, name: "staging-jobs" }),
    { mode: "data", type: "aws_ecs_service", name: "other", instances: [{ attributes: { id: `${ARN}:service/a/b` } }] },
  ],
});
const synthesized = (more: object = {}, taskDefinition = `\${aws_ecs_task_definition.task.arn}`) => ({
  resource: { aws_ecs_service: { api: { task_definition: taskDefinition, ...more } } },
});
const watched = (more: object) => servicesIn(state, synthesized(more))[0]?.watched;
const wanted = (...given: Parameters<typeof synthesized>) => servicesIn(state, synthesized(...given))[0]?.wanted;

describe("the services of a state", () => {
  it("are those that ECS knows of, with where to ask for them", () => {
    expect(servicesIn(state)).toEqual([
      {
        address: "aws_ecs_service.api",
        name: "staging-api",
        cluster: "staging-app",
        account: "222222222222",
        region: "eu-west-1",
        family: "staging-api",
        wanted: "staging-api:7",
      },
    ]);
    expect(servicesIn("{}")).toEqual([]);
  });

  it("should run what the configuration refers to, also after a rollback has changed their own state", () => {
    expect(wanted()).toBe("staging-api:8");
    expect(wanted({}, definition(5))).toBe("staging-api:7");
  });

  it("are known as watched where alarms judge their deployments", () => {
    expect(watched({ alarms: { alarm_names: ["staging-api-errors"], enable: true, rollback: true } })).toBe(true);
    expect(watched({ alarms: { alarm_names: [], enable: false, rollback: false } })).toBeUndefined();
    expect(watched({})).toBeUndefined();
  });

  it("may run anything where another pipeline deploys", () => {
    expect(wanted({ lifecycle: { ignore_changes: ["desired_count", "task_definition"] } })).toBeUndefined();
    expect(wanted({ lifecycle: { ignore_changes: "all" } })).toBeUndefined();
    expect(wanted({ lifecycle: { ignore_changes: ["desired_count"] } })).toBe("staging-api:8");
  });

  it("are looked for only where a stack has any", () => {
    expect(hasServices(synthesized())).toBe(true);
    expect(hasServices({ resource: { aws_vpc: { network: {} } } })).toBe(false);
    expect(hasServices({})).toBe(false);
  });
});

describe("what ECS answers", () => {
  it("is read with revisions for ARNs, and nothing made up", () => {
    const createdAt = new Date("2026-11-21T16:45:00Z");
    const answer = {
      serviceName: "staging-api",
      status: "ACTIVE",
      desiredCount: 2,
      runningCount: 1,
      pendingCount: 1,
      deployments: [
        {
          id: "ecs-svc/1",
          status: "PRIMARY",
          taskDefinition: definition(8),
          desiredCount: 2,
          runningCount: 1,
          createdAt,
        },
      ],
      events: [{ id: "1", createdAt, message: "(service staging-api) has started 1 tasks." }],
    };
    expect(toLiveService(answer)).toEqual({
      name: "staging-api",
      status: "ACTIVE",
      desired: 2,
      running: 1,
      pending: 1,
      deployments: [
        {
          id: "ecs-svc/1",
          status: "PRIMARY",
          revision: "staging-api:8",
          desired: 2,
          running: 1,
          pending: 0,
          failed: 0,
          began: createdAt,
        },
      ],
      events: [{ at: createdAt, message: "(service staging-api) has started 1 tasks." }],
    });
    expect(revisionOf("staging-api:8")).toBe("staging-api:8");
  });

  it("of a stopped task is its cause, and how each of its containers ended", () => {
    const stoppedAt = new Date("2026-11-21T16:45:00Z");
    const task = {
      stoppedAt,
      taskDefinitionArn: definition(8),
      containers: [{ name: "api", exitCode: 1 }, { name: "agent" }],
    };
    expect(
      toStoppedTask({
        ...task,
        stopCode: "EssentialContainerExited",
        stoppedReason: "Essential container in task exited",
      }),
    ).toEqual({
      at: stoppedAt,
      revision: "staging-api:8",
      code: "EssentialContainerExited",
      reason: "Essential container in task exited",
      containers: [{ name: "api", exitCode: 1 }, { name: "agent" }],
    });
  });
});

describe("a failed apply", () => {
  const [service] = servicesIn(state, synthesized());
  const concerns = (path: string, what: string) =>
    service !== undefined && concernsRollout(new GantryError({ path, what }), service);

  it("is about a service's deployment when Terraform waited for it in vain, or found another revision", () => {
    const waited = "failed: waiting for ECS Service (arn) update: timeout while waiting for state to become 'tfSTABLE'";
    expect(concerns("staging: aws_ecs_service.api", waited)).toBe(true);
    const found = `failed: Resource postcondition failed\n  ECS rolled back, and ${definition(7)} still serves.`;
    expect(concerns("staging: terraform apply", found)).toBe(true);
  });

  it("is about something else when another service was waited for, or ECS never took the update", () => {
    expect(concerns("staging: aws_ecs_service.other", "failed: waiting for ECS Service (arn) update: timeout")).toBe(
      false,
    );
    expect(concerns("staging: aws_ecs_service.api", "failed: updating ECS Service: AccessDeniedException")).toBe(false);
  });
});
