import type { Engine } from "./engine.js";
import { executeText } from "./execute.js";
import type { PoolStatus } from "./pool.js";

/** How a database is doing. */
export interface Health {
  readonly ok: boolean;
  /** Milliseconds that one `select 1` took. */
  readonly latencyMs: number;
  readonly pool: PoolStatus;
  /** Why it is not, if it is not. */
  readonly error?: unknown;
}

/** Asks the database for a sign of life. Does not throw. */
export async function readHealth(engine: Engine): Promise<Health> {
  const started = performance.now();
  const answer = (ok: boolean) => ({ ok, latencyMs: performance.now() - started, pool: engine.pool.status });
  try {
    await executeText(engine, "select 1", "select");
    return answer(true);
  } catch (error) {
    return { ...answer(false), error };
  }
}
