// Preloaded into a measured Node process: writes what it used, all threads together, when it ends.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');
const file = process.env.DRIFTGATE_BENCH_USAGE;
if (isMainThread && file) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ rss: maxRSS * 1024, cpu: (userCPUTime + systemCPUTime) / 1e6 }));
  });
}
