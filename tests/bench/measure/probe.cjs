// Preloaded into every Node process of a measured command: writes down what it used, when it ends.
const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { isMainThread } = require("node:worker_threads");

const folder = process.env.GANTRY_BENCH_USAGE;

if (isMainThread && folder !== undefined) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    const usage = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMiB: peakKiB() / 1024 };
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(usage));
  });
}

/** On Linux `maxRSS` begins with what the parent had when it forked, so the kernel's own mark is better. */
function peakKiB() {
  try {
    const mark = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"));
    if (mark !== null) return Number(mark[1]);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  return process.resourceUsage().maxRSS;
}
