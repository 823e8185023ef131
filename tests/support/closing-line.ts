import type { Reporter, TestModule } from "vitest/node";

/** Ends a run with one line that people and machines can read: `tests: 412 passed, 0 failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      // A file that could not be loaded has no tests, but it has failed.
      if (module.state() === "failed" && module.children.size === 0) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        if (state === "failed" || state === "pending") failed += 1;
      }
    }
    process.on("exit", () => console.log(`tests: ${passed} passed, ${failed} failed`));
  }
}
