import { type LockInfo, parseLockFile } from "../terraform/lock.js";
import { readState, type StateContents } from "../terraform/state.js";
import type { StateBucket } from "./bucket.js";

/** A state in the bucket. */
export interface StoredState {
  readonly stack: string;
  readonly key: string;
  readonly bytes: number;
  /** When it was written last: the last deploy or destroy that changed something. */
  readonly modified: Date;
  readonly contents: StateContents;
  /** Who works on it now. @default - nobody */
  readonly lock?: StoredLock;
}

/** A lock in the bucket. */
export interface StoredLock {
  readonly stack: string;
  readonly key: string;
  readonly modified: Date;
  /** The file as it is. */
  readonly content: string;
  /** @default - the file isn't one that Terraform wrote */
  readonly info?: LockInfo;
}

const STATE_KEY = /^(?:(?:environments|(bastion)s)\/)?([^/]+)\/terraform\.tfstate$/;
const LOCK_SUFFIX = ".tflock";

/** All states in the bucket, by stack. None when there is no bucket. */
export async function listStates(bucket: StateBucket): Promise<readonly StoredState[]> {
  const objects = await bucket.list();
  const locks = await listLocks(bucket, objects);
  const states = objects.map(async ({ key, bytes, modified }): Promise<readonly StoredState[]> => {
    const stack = stackOf(key);
    const text = stack === undefined ? undefined : await bucket.read(key);
    if (stack === undefined || text === undefined) return [];
    const lock = locks.find((one) => one.stack === stack);
    const state = { stack, key, bytes, modified, contents: readState(text) };
    return [lock === undefined ? state : { ...state, lock }];
  });
  return (await Promise.all(states)).flat().sort((a, b) => a.stack.localeCompare(b.stack));
}

/** All locks in the bucket. A first deploy has a lock before it has a state. */
export async function listLocks(
  bucket: StateBucket,
  objects?: Awaited<ReturnType<StateBucket["list"]>>,
): Promise<readonly StoredLock[]> {
  const found = (objects ?? (await bucket.list())).map(async ({ key, modified }): Promise<readonly StoredLock[]> => {
    const stack = key.endsWith(LOCK_SUFFIX) ? stackOf(key.slice(0, -LOCK_SUFFIX.length)) : undefined;
    const content = stack === undefined ? undefined : await bucket.read(key);
    if (stack === undefined || content === undefined) return [];
    const info = parseLockFile(content);
    const lock = { stack, key, modified, content };
    return [info === undefined ? lock : { ...lock, info }];
  });
  return (await Promise.all(found)).flat();
}

/** The stack that keeps its state there: `bastions/staging/…` is that of `bastion-staging`. */
function stackOf(key: string): string | undefined {
  const [, beside, stack] = STATE_KEY.exec(key) ?? [];
  return beside === undefined || stack === undefined ? stack : `${beside}-${stack}`;
}
