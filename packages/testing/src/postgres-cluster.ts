import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, open, readFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { findBinaries, findOwner, type Owner, reachable } from "./postgres-binaries.js";

const run = promisify(execFile);

/**
 * Runs as a process of its own and waits for its input to end, which happens when it is told to and when whoever
 * started it is gone, however it went. Then it ends the server and removes its files. So nothing is ever left behind.
 */
const KEEPER = `
const { existsSync, readFileSync, rmSync } = require("node:fs");
const directory = process.argv[1];
const file = directory + "/data/postmaster.pid";
process.stdin.resume().on("error", () => {}).on("close", () => {
  // The server removes this file as its last act; asking for the process would also see one that nobody buried.
  try { process.kill(Number(readFileSync(file, "utf8").split("\\n")[0]), "SIGQUIT"); } catch {}
  const last = Date.now() + 10000;
  const remove = () => {
    if (existsSync(file) && Date.now() < last) return setTimeout(remove, 10);
    rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  };
  remove();
});`;

/** A server of its own with its files in a temporary folder. */
export interface Cluster {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Makes a fresh cluster and starts a server on a free port of the loopback interface. */
export async function startCluster(settings: Readonly<Record<string, string>>): Promise<Cluster> {
  const installed = findBinaries();
  const owner = await findOwner();
  const directory = await mkdtemp(join(tmpdir(), "chakra-postgres-"));
  const keeper = startKeeper(directory);
  try {
    if (owner !== undefined) await chown(directory, owner.uid, owner.gid);
    const binaries = await reachable(installed, directory, owner);
    await initialise(binaries, directory, owner);
    const port = await startServer(binaries, directory, owner, settings);
    return { port, stop: () => stopKeeper(keeper) };
  } catch (error) {
    await stopKeeper(keeper);
    throw error;
  }
}

function startKeeper(directory: string): ChildProcess {
  // Detached, so that a Ctrl+C in the terminal reaches the tests but not the one who tidies up after them.
  const stdio = ["pipe", "ignore", "ignore"] as const;
  const keeper = spawn(process.execPath, ["-e", KEEPER, directory], { detached: true, stdio: [...stdio], env: {} });
  keeper.unref();
  (keeper.stdin as Socket | null)?.unref();
  return keeper;
}

async function stopKeeper(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null) return;
  keeper.ref();
  const exit = once(keeper, "exit");
  keeper.stdin?.end();
  await exit;
}

async function initialise(binaries: string, directory: string, owner: Owner | undefined): Promise<void> {
  const args = ["-D", join(directory, "data"), "-U", "postgres", "--auth=trust", "--encoding=UTF8"];
  // The built-in locale is the same on every machine, whatever locales the system has.
  args.push("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions");
  try {
    await run(join(binaries, "bin", "initdb"), args, { cwd: directory, ...owner });
  } catch (cause) {
    throw new Error(`PostgreSQL for tests cannot start: initdb failed.\n${(cause as { stderr?: string }).stderr}`, {
      cause,
    });
  }
}

async function startServer(
  binaries: string,
  directory: string,
  owner: Owner | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<number> {
  const data = join(directory, "data");
  const parameters = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    // Nothing here has to survive a power cut.
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    ...settings,
  };
  const flags = Object.entries(parameters).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  let told = "";
  // Another process may take the free port before the server does; then another port is tried.
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = await freePort();
    const log = await open(join(directory, `log-${attempt}`), "w+");
    const args = ["-D", data, "-p", String(port), ...flags];
    const options = { cwd: directory, detached: true, ...owner };
    const server = spawn(join(binaries, "bin", "postgres"), args, { ...options, stdio: ["ignore", log.fd, log.fd] });
    server.unref();
    const ready = await waitUntilReady(server, join(data, "postmaster.pid"));
    told = ready ? "" : await readFile(join(directory, `log-${attempt}`), "utf8");
    await log.close();
    if (ready) return port;
    if (!/could not bind/.test(told)) break;
  }
  throw new Error(`PostgreSQL for tests cannot start: the server ended at once.\n${told}`);
}

async function waitUntilReady(server: ChildProcess, pidFile: string): Promise<boolean> {
  let ended = false;
  server.once("error", () => (ended = true)).once("exit", () => (ended = true));
  for (let waited = 0; waited < 60_000 && !ended; waited += 10) {
    // What pg_ctl looks at as well: the server's last line of its pid file.
    const lines = await readFile(pidFile, "utf8").catch(() => "");
    if (lines.trimEnd().endsWith("ready")) return true;
    await sleep(10);
  }
  return false;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("No free port of the loopback interface.");
  return address.port;
}
