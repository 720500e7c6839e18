// Starts the sample app as a newcomer does, by each of its servers, on a free port and a database file of its own, and
// uses it: reads, signs up, logs in, writes an article, and finds it. `node scripts/ask-sample-app.mjs`.
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

async function untilItAnswers(url, app) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    if (app.exitCode !== null) throw new Error(`it ended with ${app.exitCode}`);
    if (await fetch(url).catch(() => undefined)) return;
    await wait(250);
  }
  throw new Error(`no answer from ${url} within ${PATIENCE / 1000} seconds`);
}

/** Asks the API, and gives what one key of the answer holds. */
async function ask(url, method, path, { key, status = 200, token, body }) {
  const response = await fetch(`${url}/api${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token && { authorization: `Token ${token}` }) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== status) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  const value = JSON.parse(text)[key];
  if (value === undefined) throw new Error(`${method} ${path} answered without ${key}: ${text}`);
  console.log(`${method} ${path}: ${status}`);
  return value;
}

async function use(url) {
  const articles = await ask(url, "GET", "/articles", { key: "articles" });
  if (!Array.isArray(articles) || articles.length === 0) throw new Error("there are no articles to read");
  const user = { username: "newcomer", email: "newcomer@example.com", password: "of-my-own" };
  await ask(url, "POST", "/users", { key: "user", status: 201, body: { user } });
  const { token } = await ask(url, "POST", "/users/login", { key: "user", body: { user } });
  const article = { title: "I was here", description: "A first try", body: "It works.", tagList: ["trying"] };
  const { slug } = await ask(url, "POST", "/articles", { key: "article", status: 201, token, body: { article } });
  const found = await ask(url, "GET", `/articles/${slug}`, { key: "article" });
  if (found.author.username !== user.username) throw new Error(`${slug} is by ${found.author.username}`);
  for (const path of ["/", "/docs/json"]) {
    const { status } = await fetch(url + path);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
  }
}

async function end(app) {
  if (app.exitCode !== null) return;
  const ended = once(app, "exit");
  process.kill(-app.pid, "SIGTERM");
  await Promise.race([ended, wait(5000, undefined, { ref: false })]);
  if (app.exitCode === null && app.signalCode === null) process.kill(-app.pid, "SIGKILL");
}

for (const script of ["start", "start:nest"]) {
  const folder = mkdtempSync(join(tmpdir(), "conduit-"));
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), DATABASE_URL: `sqlite:${join(folder, "conduit.db")}` };
  // In a group of its own, so that npm and everything it started end together.
  const app = spawn("npm", ["run", script], { env, stdio: "inherit", detached: true });
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilItAnswers(`${url}/api/articles`, app);
    await use(url);
  } catch (error) {
    console.error(`npm run ${script}: ${error.message}`);
    process.exitCode = 1;
  } finally {
    await end(app);
    rmSync(folder, { recursive: true, force: true });
  }
}
