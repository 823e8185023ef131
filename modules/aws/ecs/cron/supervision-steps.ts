export interface StepsProps {
  readonly service: string;
  /** RunTask's arguments, as Step Functions writes them. */
  readonly run: object;
  readonly timeoutSeconds: number;
  /** How often, and for how long, a task is asked for that ECS can't start. */
  readonly retries: number;
  readonly maximumAgeSeconds: number;
  /** Table of the locks. @default - runs may overlap */
  readonly lockTable?: string;
}

/** From the end of a run's time until its task is surely gone: ECS's longest stop, and some more. */
const STOPPING_SECONDS = 300;

/** An expression that Step Functions evaluates. */
const jsonata = (expression: string) => `{% ${expression} %}`;
const ME = jsonata("$states.context.Execution.Id");
const NOW = "$floor($toMillis($states.context.State.EnteredTime) / 1000)";

/** What neither ECS nor DynamoDB did: asking again does no harm. */
const BUSY = {
  ErrorEquals: ["DynamoDB.ProvisionedThroughputExceededException", "DynamoDB.InternalServerErrorException"],
  IntervalSeconds: 2,
  MaxAttempts: 5,
  BackoffRate: 2,
};
const TAKEN = "DynamoDB.ConditionalCheckFailedException";

/**
 * The steps of one run, in the language of Step Functions: with a lock, it's taken by a write that succeeds for one
 * alone, and given back however the run ends. A lock whose holder was cut off in the middle holds until the run would
 * have been over.
 */
export function steps(props: StepsProps): object {
  const { lockTable } = props;
  const start = { QueryLanguage: "JSONata" };
  if (lockTable === undefined) return { ...start, StartAt: "Run", States: { Run: { ...run(props), End: true } } };
  const locked = { ...props, lockTable };
  return {
    ...start,
    StartAt: "Lock",
    States: {
      Lock: lock(locked),
      "Left out": { Type: "Succeed" },
      Run: {
        ...run(props),
        Catch: [
          { ErrorEquals: ["States.ALL"], Assign: { failure: jsonata("$states.errorOutput") }, Next: "Unlock, failed" },
        ],
        Next: "Unlock",
      },
      Unlock: unlock(locked, "Done"),
      Done: { Type: "Succeed" },
      "Unlock, failed": unlock(locked, "Failed"),
      Failed: { Type: "Fail", Error: jsonata("$failure.Error"), Cause: jsonata("$failure.Cause") },
    },
  };
}

function run({ run, timeoutSeconds, retries, maximumAgeSeconds }: StepsProps) {
  // What couldn't be started. A task that ran and failed is States.TaskFailed, and isn't repeated.
  const unstarted = {
    ErrorEquals: ["AmazonECS.Unknown", "ECS.AmazonECSException"],
    IntervalSeconds: Math.ceil(maximumAgeSeconds / Math.max(1, retries)),
    MaxAttempts: retries,
    BackoffRate: 1,
  };
  return {
    Type: "Task",
    Resource: "arn:aws:states:::ecs:runTask.sync",
    Arguments: run,
    TimeoutSeconds: timeoutSeconds,
    Retry: [unstarted],
  };
}

type Locked = StepsProps & { readonly lockTable: string };

function lock({ service, lockTable, timeoutSeconds, maximumAgeSeconds }: Locked): object {
  const lease = maximumAgeSeconds + timeoutSeconds + STOPPING_SECONDS;
  return {
    Type: "Task",
    Resource: "arn:aws:states:::dynamodb:putItem",
    Arguments: {
      TableName: lockTable,
      Item: { name: { S: service }, holder: { S: ME }, until: { N: jsonata(`$string(${NOW} + ${lease})`) } },
      // Its own, too: a write whose answer was lost is asked for again.
      ConditionExpression: "attribute_not_exists(#name) OR #until < :now OR #holder = :me",
      ExpressionAttributeNames: { "#name": "name", "#until": "until", "#holder": "holder" },
      ExpressionAttributeValues: { ":now": { N: jsonata(`$string(${NOW})`) }, ":me": { S: ME } },
    },
    Retry: [BUSY],
    Catch: [{ ErrorEquals: [TAKEN], Next: "Left out" }],
    Next: "Run",
  };
}

function unlock({ service, lockTable }: Locked, next: string): object {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::dynamodb:deleteItem",
    Arguments: {
      TableName: lockTable,
      Key: { name: { S: service } },
      ConditionExpression: "#holder = :me",
      ExpressionAttributeNames: { "#holder": "holder" },
      ExpressionAttributeValues: { ":me": { S: ME } },
    },
    Retry: [BUSY],
    Catch: [{ ErrorEquals: [TAKEN], Next: next }],
    Next: next,
  };
}
