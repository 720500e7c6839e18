import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { root } from "../places.js";

/** A server in a process of its own. */
export interface ServerProcess {
  readonly name: string;
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  stop(): Promise<void>;
}

const conduit = fileURLToPath(new URL("../../../conduit/src/fastify/main.ts", import.meta.url));
const raw = fileURLToPath(new URL("raw-server.ts", import.meta.url));

/** The servers that are compared, by what their reports call them; the first is what the others are divided by. */
const servers = { "pg, named statements": raw, "Chakra, the sample app": conduit } as const;

/** Starts a server of `servers` on this database, as `npm start` starts it, on a free port. */
export async function startServerProcess(name: keyof typeof servers, databaseUrl: string): Promise<ServerProcess> {
  const args = ["--conditions=@chakra-orm/source", "--import", "tsx", servers[name]];
  const env = { ...process.env, DATABASE_URL: databaseUrl, HOST: "127.0.0.1", PORT: "0", NODE_ENV: "production" };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const listening = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (url !== undefined) return url;
    }
    throw new Error(`The server of ${name} ended before it listened.`);
  })();
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  return { name, url: await listening, stop };
}
