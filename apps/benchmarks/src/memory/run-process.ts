import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Runs a file of this folder in a fresh process, and gives what it sends. */
export async function runProcess<T>(file: string, job: unknown, flags: readonly string[]): Promise<T> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(job)], {
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
