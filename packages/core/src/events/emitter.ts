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

/** What a statement gave. */
interface Outcome {
  readonly rows: readonly unknown[];
  readonly affected: number;
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

  /**
   * Runs a statement with its events around it on the channel, tells the listeners of it, and counts it for its request.
   * `isLinked` says that V8 knows the way back to the user's line as soon as the statement has ended.
   */
  observe<R extends Outcome>(event: QueryEvent, isLinked: boolean, run: () => Promise<R>): Promise<R> {
    return trace(
      queryChannel,
      () => event,
      (traced) => this.timed(event, isLinked && traced === undefined, run),
    );
  }

  private async timed<R extends Outcome>(event: QueryEvent, isLinked: boolean, run: () => Promise<R>): Promise<R> {
    const started = performance.now();
    try {
      const result = await run();
      event.rows = Math.max(result.rows.length, result.affected);
      return result;
    } catch (error) {
      event.error = error;
      throw error;
    } finally {
      event.durationMs = performance.now() - started;
      // A driver that answers at once is ahead of the promises that its callers return: a turn later they are linked, and
      // a listener finds the user's line in its stack.
      if (!isLinked) await undefined;
      event.isRepeated = event.request?.count(event) ?? false;
      for (const listener of this.listeners) tell(listener, event);
    }
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
