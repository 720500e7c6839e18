// Imports what it is given in a process of its own, without a loader of ours that would be measured with it.
const imports = JSON.parse(process.argv[2] ?? "[]");

const resident = () => {
  globalThis.gc();
  return process.memoryUsage.rss();
};

const before = resident();
const started = performance.now();
for (const name of imports) await import(name);
const milliseconds = performance.now() - started;
process.send?.({ milliseconds, bytes: resident() - before }, () => process.exit());
