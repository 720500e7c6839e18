// Starts the sample app as a newcomer does, on a free port and a database file of its own, and asks it one real
// question: `node scripts/ask-sample-app.mjs`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const PATIENCE = 120_000;

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function ask(url, app) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    if (app.exitCode !== null) throw new Error(`npm start ended with ${app.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response) return response;
    await wait(250);
  }
  throw new Error(`no answer from ${url} within ${PATIENCE / 1000} seconds`);
}

const folder = mkdtempSync(join(tmpdir(), "conduit-"));
const port = await freePort();
const env = { ...process.env, PORT: String(port), DATABASE_URL: `sqlite:${join(folder, "conduit.db")}` };
// In a group of its own, so that npm and everything it started end together.
const app = spawn("npm", ["start"], { env, stdio: "inherit", detached: true });
try {
  const url = `http://127.0.0.1:${port}/api/articles`;
  const response = await ask(url, app);
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  const { articles } = await response.json();
  if (!Array.isArray(articles)) throw new Error(`${url} answered without a list of articles`);
  console.log(`GET ${url}: 200, ${articles.length} articles`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  if (app.exitCode === null) {
    const ended = once(app, "exit");
    process.kill(-app.pid, "SIGTERM");
    await Promise.race([ended, wait(5000, undefined, { ref: false })]);
    if (app.exitCode === null && app.signalCode === null) process.kill(-app.pid, "SIGKILL");
  }
  rmSync(folder, { recursive: true, force: true });
}
