import type { Problem } from "../../../modules/core/errors.js";
import { STORAGE_CLASSES } from "../stores/bucket.js";
import type { StoreShape } from "../stores/store.js";
import type { Rule } from "./context.js";

type BucketShape = Extract<StoreShape, { kind: "bucket" }>;

/** Days that an object stays in S3's standard class before it may move to one of these. */
const LEAST_DAYS: Readonly<Record<string, number>> = { STANDARD_IA: 30, ONEZONE_IA: 30 };

/** Objects move to ever cheaper classes as they grow older, and are deleted last of all. */
export const objectsGrowOldInOrder: Rule<"catalogue"> = ({ catalogue }) =>
  Object.entries(catalogue.stores).flatMap(([store, shape]) =>
    shape.kind === "bucket" ? [...transitionProblems(`catalogue.stores.${store}`, shape)] : [],
  );

function transitionProblems(path: string, { transitions = [], expireDays }: BucketShape): Problem[] {
  return transitions.flatMap(({ afterDays, to }, index): Problem[] => {
    const at = `${path}.transitions.${index}`;
    const before = transitions[index - 1];
    const least = LEAST_DAYS[to] ?? 1;
    return [
      ...when(afterDays < least, {
        path: `${at}.afterDays`,
        what: `is too early for ${to}`,
        value: afterDays,
        allowed: `at least ${least}`,
        fix: `write ${least}`,
      }),
      ...when(before !== undefined && afterDays <= before.afterDays, {
        path: `${at}.afterDays`,
        what: "is no later than the move before it",
        value: afterDays,
        allowed: `more than ${before?.afterDays}`,
        fix: "list the moves by age, youngest first",
      }),
      ...when(before !== undefined && STORAGE_CLASSES.indexOf(to) <= STORAGE_CLASSES.indexOf(before.to), {
        path: `${at}.to`,
        what: `can't be reached from ${before?.to}: S3 moves objects one way`,
        value: to,
        allowed: STORAGE_CLASSES.slice(STORAGE_CLASSES.indexOf(before?.to ?? to) + 1).join(", "),
        fix: "take a class further down, or leave the move out",
      }),
      ...when(expireDays !== undefined && expireDays <= afterDays, {
        path: `${at}.afterDays`,
        what: `comes no earlier than the object's deletion after ${expireDays} days`,
        value: afterDays,
        fix: "leave the move out, or delete objects later",
      }),
    ];
  });
}

function when(broken: boolean, problem: Problem): Problem[] {
  return broken ? [problem] : [];
}
