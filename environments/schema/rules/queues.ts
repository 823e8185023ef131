import type { Problem } from "../../../modules/core/errors.js";
import type { Catalogue } from "../catalogue.js";
import type { ServiceShape } from "../services/service.js";
import type { QueueShape } from "../stores/store.js";
import type { Rule } from "./context.js";

type Worker = Extract<ServiceShape, { kind: "worker" }>;

/** What ECS waits from SIGTERM to SIGKILL where a container doesn't say, and the most that it may say. */
const STOP_SECONDS = { default: 30, most: 120 };

/** Every queue has one worker, every worker a queue, and the times of both go together. */
export const queuesAreWorkedOff: Rule<"catalogue"> = ({ catalogue }) => {
  const queues = new Map(
    Object.entries(catalogue.stores).flatMap(([name, store]) => (store.kind === "queue" ? [[name, store]] : [])),
  );
  const workers = Object.entries(catalogue.services).flatMap(([name, shape]) =>
    shape.kind === "worker" ? [[name, shape] as const] : [],
  );
  return [
    ...withoutWorker([...queues.keys()], workers),
    ...workers.flatMap(([name, worker]) => {
      const path = `catalogue.services.${name}`;
      const queue = queues.get(worker.queue);
      return queue === undefined
        ? [noQueue(path, worker, catalogue, [...queues.keys()])]
        : [...sharedQueue(path, name, worker, workers), ...timesOf(path, worker, queue)];
    }),
  ];
};

type Workers = readonly (readonly [name: string, worker: Worker])[];

function withoutWorker(queues: readonly string[], workers: Workers): Problem[] {
  return queues
    .filter((name) => !workers.some(([, { queue }]) => queue === name))
    .map((name) => ({
      path: `catalogue.stores.${name}`,
      what: "is a queue that nobody works off: its messages would wait until they expire",
      fix: `add a service worker({ queue: "${name}", … }), or remove the queue`,
    }));
}

function noQueue(path: string, { queue }: Worker, { stores }: Catalogue, queues: readonly string[]): Problem {
  return {
    path: `${path}.queue`,
    what: stores[queue] === undefined ? "names no known queue" : "names a store that is no queue",
    value: queue,
    allowed: queues.join(", "),
    fix: queues.length === 0 ? `add ${queue}: queue() to the catalogue's stores` : "correct the name",
  };
}

/** SQS gives a message to one of them, whichever asks first, and both would scale by the whole backlog. */
function sharedQueue(path: string, name: string, { queue }: Worker, workers: Workers): Problem[] {
  const [first] = workers.find(([, other]) => other.queue === queue) ?? [name];
  if (first === name) return [];
  return [
    {
      path: `${path}.queue`,
      what: `is the queue of ${first} too: a message would go to whichever asks first`,
      value: queue,
      fix: "give each worker a queue of its own, or make them one service",
    },
  ];
}

function timesOf(path: string, worker: Worker, { visibilitySeconds }: QueueShape): Problem[] {
  const { queue, secondsPerMessage, acceptableDelaySeconds, stopTimeoutSeconds = STOP_SECONDS.default } = worker;
  const longest = worker.longestMessageSeconds ?? Math.ceil(secondsPerMessage);
  return [
    ...when(longest < secondsPerMessage, {
      path: `${path}.longestMessageSeconds`,
      what: "is less than what a message takes on average",
      value: longest,
      allowed: `at least ${Math.ceil(secondsPerMessage)}`,
    }),
    ...when(acceptableDelaySeconds < secondsPerMessage, {
      path: `${path}.acceptableDelaySeconds`,
      what: "is less than what one message takes: no number of tasks would keep it",
      value: acceptableDelaySeconds,
      allowed: `at least ${Math.ceil(secondsPerMessage)}`,
    }),
    ...when(visibilitySeconds < longest, {
      path: `catalogue.stores.${queue}.visibilitySeconds`,
      what: `is less than the longest message takes (${longest}): it would be given to a second task meanwhile`,
      value: visibilitySeconds,
      allowed: `at least ${longest}`,
      fix: `write visibilitySeconds: ${longest}, or more where messages are received in batches`,
    }),
    ...when(longest <= STOP_SECONDS.most && stopTimeoutSeconds < longest, {
      path: `${path}.stopTimeoutSeconds`,
      what: `is less than the longest message takes (${longest}): tasks that leave would break it off`,
      value: stopTimeoutSeconds,
      allowed: `${longest} to ${STOP_SECONDS.most}`,
      fix: `write stopTimeoutSeconds: ${longest}`,
    }),
  ];
}

function when(broken: boolean, problem: Problem): Problem[] {
  return broken ? [problem] : [];
}
