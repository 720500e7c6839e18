import { setTimeout as sleep } from "node:timers/promises";
import { loadPeer } from "../peers/index.js";
import type { RecordsJob, RecordsMeasured } from "./messages.js";

/** What one peer's records take in a process of its own: kept, or streamed. */
const { peer: name, url, how } = JSON.parse(process.argv[2] ?? "{}") as RecordsJob;

const collect = (globalThis as { gc?: () => void }).gc;
if (collect === undefined) throw new Error("Start this with --expose-gc.");

/** After a while, since a library may still have something to do, and what it let go of goes in two passes. */
async function quiet(): Promise<{ heap: number; resident: number }> {
  for (let pass = 0; pass < 3; pass++) {
    await sleep(20);
    collect?.();
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}

const session = await (await loadPeer(name)).connect(url, 1);

async function keep(): Promise<RecordsMeasured> {
  // What is made once, however few rows are read: code, plans, the connection.
  await session.list(1000);
  const idle = await quiet();
  const users = await session.list(10_000);
  const withUsers = await quiet();
  const comments = await session.listComments();
  const withComments = await quiet();
  return {
    users: users.length,
    usersHeap: withUsers.heap - idle.heap,
    comments: comments.length,
    commentsHeap: withComments.heap - withUsers.heap,
    commentsResident: withComments.resident - withUsers.resident,
  };
}

async function stream(): Promise<RecordsMeasured> {
  let first = 0;
  for await (const _ of session.streamComments?.() ?? []) if (++first === 2000) break;
  const { resident: idle } = await quiet();
  let [comments, peak] = [0, idle];
  for await (const _ of session.streamComments?.() ?? []) {
    if (++comments % 500 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  return { comments, streamPeak: peak - idle };
}

const measured = how === "keep" ? await keep() : await stream();
process.send?.(measured, () => process.exit());
