import { describe, expect, it } from "vitest";
import { bucket } from "../../environments/schema/catalogue.js";
import { type Changes, problemsAfter } from "../support/configuration.js";
import { everyStore } from "../support/stores.js";

const problems = (changes: Changes = {}) => problemsAfter({ ...everyStore, ...changes });

const said = (changes: Changes) => problems(changes).map(({ path, what }) => [path, what]);

const growsOld = (transitions: object[], expireDays?: number) =>
  said({
    "catalogue.stores.documents": {
      ...bucket(),
      transitions,
      ...(expireDays === undefined ? {} : { expireDays }),
    },
  });

describe("a bucket", () => {
  const path = "catalogue.stores.documents.transitions";

  it("moves its objects in order, and no earlier than S3 does", () => {
    const young = { afterDays: 29, to: "STANDARD_IA" };
    const cold = { afterDays: 90, to: "GLACIER" };
    expect(growsOld([{ afterDays: 30, to: "STANDARD_IA" }, cold], 91)).toEqual([]);
    expect(growsOld([young])).toEqual([[`${path}.0.afterDays`, "is too early for STANDARD_IA"]]);
    expect(growsOld([cold, { afterDays: 60, to: "DEEP_ARCHIVE" }])).toEqual([
      [`${path}.1.afterDays`, "is no later than the move before it"],
    ]);
    expect(growsOld([cold, { afterDays: 120, to: "STANDARD_IA" }])).toEqual([
      [`${path}.1.to`, "can't be reached from GLACIER: S3 moves objects one way"],
    ]);
    expect(growsOld([cold], 90)).toEqual([
      [`${path}.0.afterDays`, "comes no earlier than the object's deletion after 90 days"],
    ]);
  });

  it("can be locked only where nobody wants to destroy it", () => {
    const lock = { mode: "governance", days: 1 };
    expect(said({ "staging.stores.documents.lock": lock })).toEqual([
      ["staging.stores.documents.lock", "would keep a disposable environment from being destroyed"],
    ]);
    expect(problems({ "production.stores.documents.lock": lock })).toEqual([]);
  });
});
