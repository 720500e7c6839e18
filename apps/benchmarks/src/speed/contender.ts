import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Answer, Assignment, Request, Turn } from "./messages.js";

/** A peer's process, as its parent sees it. */
export interface Contender {
  readonly peer: string;
  readonly label: string;
  readonly versions: Readonly<Record<string, string>>;
  /** The scenarios that its library has no way to do. */
  readonly lacks: readonly string[];
  readonly ask: (request: Request) => Promise<Turn>;
  readonly close: () => Promise<void>;
}

const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Starts a peer's process and waits until it is connected. `flags` are Node's own, such as export conditions. */
export async function startContender(assignment: Assignment, flags: readonly string[]): Promise<Contender> {
  const { peer } = assignment;
  const file = fileURLToPath(new URL("contender-process.ts", import.meta.url));
  const child = fork(file, [JSON.stringify(assignment)], {
    execArgv: ["--import", loader, ...flags],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ready = await nextAnswer(child, peer);
  if (ready.type !== "ready") throw new Error(`The peer "${peer}" was not ready first.`);
  return {
    peer,
    label: ready.label,
    versions: ready.versions,
    lacks: ready.lacks,
    async ask(request) {
      const answered = nextAnswer(child, peer);
      child.send(request);
      const answer = await answered;
      if (answer.type !== "done") throw new Error(`The peer "${peer}" answered ${answer.type} to ${request.type}.`);
      const { operations, milliseconds, cpuMilliseconds } = answer;
      return { operations, milliseconds, cpuMilliseconds };
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, "exit");
      child.send({ type: "close" } satisfies Request);
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      await exit;
      clearTimeout(timer);
    },
  };
}

function nextAnswer(child: ChildProcess, peer: string): Promise<Exclude<Answer, { type: "failed" }>> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      child.off("message", hear).off("exit", end).off("error", reject);
      act();
    };
    const hear = (answer: Answer): void => {
      settle(() => {
        if (answer.type !== "failed") resolve(answer);
        else reject(new Error(`The peer "${peer}" failed.\n${answer.message}`));
      });
    };
    const end = (code: number | null): void => {
      settle(() => reject(new Error(`The process of the peer "${peer}" ended with ${code} before it answered.`)));
    };
    child.once("message", hear).once("exit", end).once("error", reject);
  });
}
