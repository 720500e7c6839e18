// `npm start` and `npm run start:nest` as a newcomer runs them: a process of its own, a file, a port.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { demoPassword } from "../src/seed/people.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const running = new Set<ChildProcess>();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "conduit-start-"));
});

afterEach(async () => {
  for (const child of running) kill(child, "SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** Everything that npm started is in its group. */
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined) process.kill(-child.pid, signal);
}

interface Run {
  readonly child: ChildProcess;
  /** What was printed so far. */
  readonly printed: () => string;
  readonly exit: Promise<number | null>;
}

function start(env: Record<string, string> = {}, script = "start"): Run {
  const child = spawn("npm", ["run", script], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DATABASE_URL: `sqlite:${join(folder, "conduit.db")}`, PORT: "0", ...env },
  });
  running.add(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => (text += data.toString()));
  const exit = once(child, "close").then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  return { child, printed: () => text, exit };
}

/** The address that the app prints once it can be asked. */
async function addressOf({ child, printed }: Run): Promise<string> {
  for (;;) {
    const url = /Conduit is at (http:\S+)/.exec(printed())?.[1];
    if (url !== undefined) return url;
    if (!running.has(child)) throw new Error(`it ended:\n${printed()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function countArticles(url: string): Promise<number> {
  const response = await fetch(`${url}/api/articles?limit=1`);
  return ((await response.json()) as { articlesCount: number }).articlesCount;
}

test.each([
  ["start", "SIGTERM"],
  ["start", "SIGINT"],
  ["start:nest", "SIGTERM"],
] as const)("%s starts, answers, and ends well at %s", async (script, signal) => {
  const run = start({}, script);
  const url = await addressOf(run);
  expect(run.printed()).toContain(join(folder, "conduit.db"));
  expect(await countArticles(url)).toBe(25);
  for (const [path, text] of [
    ["/", "<title>Conduit"],
    ["/docs/", "swagger-ui"],
  ])
    expect(await (await fetch(url + path)).text()).toContain(text);
  run.child.kill(signal);
  expect(await run.exit).toBe(0);
  // A database that was not closed leaves its journal behind.
  expect(await readdir(folder)).toEqual(["conduit.db"]);
  await expect(countArticles(url)).rejects.toThrow();
});

test("keeps what was written, and is filled only once", async () => {
  const first = start();
  const url = await addressOf(first);
  const logIn = JSON.stringify({ user: { email: "olga@conduit.example", password: demoPassword } });
  const json = { "content-type": "application/json" };
  const answer = await fetch(`${url}/api/users/login`, { method: "POST", headers: json, body: logIn });
  const { user } = (await answer.json()) as { user: { token: string } };
  const headers = { ...json, authorization: `Token ${user.token}` };
  const body = JSON.stringify({ article: { title: "Stays", description: "d", body: "b" } });
  await fetch(`${url}/api/articles`, { method: "POST", headers, body });
  // To the whole group, as a terminal does at Ctrl+C.
  kill(first.child, "SIGINT");
  expect(await first.exit).toBe(0);
  const second = start();
  const urlAgain = await addressOf(second);
  expect(await countArticles(urlAgain)).toBe(26);
  // Tokens outlive the server: what they are signed with is beside the data.
  expect((await fetch(`${urlAgain}/api/user`, { headers })).status).toBe(200);
  second.child.kill("SIGTERM");
  expect(await second.exit).toBe(0);
});

test("starts empty with CONDUIT_SEED=0, and what it says to try works", async () => {
  const run = start({ CONDUIT_SEED: "0" });
  const url = await addressOf(run);
  expect(await countArticles(url)).toBe(0);
  const commands = run.printed().match(/curl (?:\\\n|[^\n])+/g) ?? [];
  expect(commands).toHaveLength(3);
  for (const command of commands) expect(command).toContain(`${url}/api/`);
  const [, body = ""] = /-d '(.*)'/.exec(commands[1] ?? "") ?? [];
  const headers = { "content-type": "application/json" };
  expect((await fetch(`${url}/api/users`, { method: "POST", headers, body })).status).toBe(201);
  run.child.kill("SIGTERM");
  expect(await run.exit).toBe(0);
});

test("says so where the port is taken", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const run = start({ PORT: String(port) });
  expect(await run.exit).toBe(1);
  expect(run.printed()).toContain(`Port ${port} is in use already. Take another one: PORT=${port + 1} npm start`);
  server.close();
});

test("names the server that does not answer, but not the password", async () => {
  const run = start({ DATABASE_URL: "postgres://marta:secret@127.0.0.1:1/blog" });
  expect(await run.exit).toBe(1);
  expect(run.printed()).toContain("DATABASE_URL is postgres://127.0.0.1:1/blog");
  expect(run.printed()).not.toMatch(/secret|\n\s+at /);
});
