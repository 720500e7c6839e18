import type { Progress } from "../report/progress.js";
import { type Bench, prepareDatabase } from "./prepare.js";
import { startServer } from "./server.js";

/** Starts a server with filled tables for a measurement, and leaves nothing running. */
export async function withBench<R>(
  users: number,
  progress: Progress,
  measure: (bench: Bench) => Promise<R>,
): Promise<R> {
  progress.step("Starting PostgreSQL");
  const server = await startServer();
  try {
    progress.step("Filling the tables");
    const bench = await prepareDatabase(server.url, users);
    try {
      return await measure(bench);
    } finally {
      await bench.close();
    }
  } finally {
    await server.stop();
    progress.end();
  }
}
