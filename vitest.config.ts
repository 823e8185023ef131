import { defineConfig } from "vitest/config";

/** Threads without isolation: the provider bindings are loaded once, not once per file. */
const shared = {
  pool: "threads" as const,
  isolate: false,
  setupFiles: ["tests/support/setup.ts"],
};

export default defineConfig({
  test: {
    // What was translated once is kept in node_modules: a fifth of the CPU of a run.
    experimental: { fsModuleCache: true },
    reporters: ["default", "./tests/support/closing-line.ts"],
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/e2e/**"],
          maxWorkers: "100%",
          // Only what hangs shall end by it: the machine may be busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          name: "e2e",
          include: ["tests/e2e/**/*.test.ts"],
          // Whole processes, and real Terraform against the embedded cloud: minutes of waiting that cost no CPU,
          // so all lanes run side by side, after the rest.
          maxWorkers: 12,
          sequence: { groupOrder: 1 },
          testTimeout: 15 * 60_000,
          hookTimeout: 15 * 60_000,
          globalSetup: ["tests/e2e/support/prepare.ts"],
          env: {
            // Terraform and its plugins live for seconds, in which Go's collector walks the plugins' large schemas
            // again and again: below this much memory it need not run, which saves a quarter of their CPU.
            GOGC: "off",
            GOMEMLIMIT: "1GiB",
            // Says to everybody with Node.js 20 to upgrade.
            AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
          },
        },
      },
    ],
  },
});
