import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

const files = {
  import: fileURLToPath(new URL("import-process.mjs", import.meta.url)),
  records: fileURLToPath(new URL("records-process.ts", import.meta.url)),
} as const;

/** Runs one of `files` in a fresh process, and gives what it sends. */
export async function runProcess<T>(what: keyof typeof files, job: unknown, flags: readonly string[]): Promise<T> {
  const file = files[what];
  const child = fork(file, [JSON.stringify(job)], {
    execArgv: ["--expose-gc", ...(file.endsWith(".ts") ? ["--import", loader] : []), ...flags],
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let sent: T | undefined;
  child.on("message", (message) => {
    sent = message as T;
  });
  const [code] = await once(child, "exit");
  if (sent === undefined) throw new Error(`${file} ended with ${code} and told nothing of ${JSON.stringify(job)}.`);
  return sent;
}
