import { queryChannel } from "./channels.js";
import type { QueryEvent } from "./query-event.js";
import { trace } from "./trace.js";

/** Called once a statement has ended. */
export type QueryListener = (event: QueryEvent) => void;

/** What there is to listen to. */
export interface EventMap {
  /** A statement has ended, well or not. */
  query: QueryListener;
}

/** The listeners of one database. Free when nobody listens: no event object is made then. */
export class Emitter {
  private readonly listeners = new Set<QueryListener>();

  /** Whether anybody wants to know of statements. */
  get active(): boolean {
    return this.listeners.size > 0 || queryChannel.hasSubscribers;
  }

  /** Adds a listener and gives back what removes it. */
  add(listener: QueryListener): () => void {
    // A wrapper of its own, so that one function added twice is removed once.
    const entry: QueryListener = (event) => listener(event);
    this.listeners.add(entry);
    return () => void this.listeners.delete(entry);
  }

  /** Whether somebody listens on the channel, who is told before as well. */
  get isTraced(): boolean {
    return queryChannel.hasSubscribers;
  }

  /** Runs a statement with its events around it on the channel, and tells of it as `tell` does. */
  trace<R extends { readonly rows: readonly unknown[]; readonly affected: number }>(
    event: QueryEvent,
    run: () => Promise<R>,
  ): Promise<R> {
    const started = performance.now();
    const timed = async (): Promise<R> => {
      try {
        const result = await run();
        event.rows = Math.max(result.rows.length, result.affected);
        return result;
      } catch (error) {
        event.error = error;
        throw error;
      } finally {
        event.durationMs = performance.now() - started;
        // A driver that answers at once is ahead of the promises that its callers return: a turn later they are linked,
        // and a listener finds the user's line in its stack.
        await undefined;
        this.tell(event);
      }
    };
    return trace(queryChannel, () => event, timed);
  }

  /** Tells of a statement that has ended, and counts it for its request. To be called where V8 knows the way back. */
  tell(event: QueryEvent): void {
    event.isRepeated = event.request?.count(event) ?? false;
    for (const listener of this.listeners) tell(listener, event);
  }
}

/** A listener that fails is told of on the process, and fails nobody's statement. */
function tell(listener: QueryListener, event: QueryEvent): void {
  try {
    listener(event);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}
