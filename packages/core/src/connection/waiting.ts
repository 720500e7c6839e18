/** A turn of the event loop in which this program had something to do. */
interface Turn {
  /** When it was first asked for. */
  readonly begun: number;
  /** When the loop went back to see what has come in, once it has. */
  ended: number | undefined;
}

/** When somebody began to wait. */
export interface Moment {
  readonly at: number;
  readonly turn: Turn;
}

// As they are before a test puts others in their place, under which turns would not end.
const now = performance.now.bind(performance);
const afterTurn = setImmediate;

let running: Turn | undefined;

function runningTurn(at: number): Turn {
  if (running !== undefined) return running;
  running = { begun: at, ended: undefined };
  afterTurn(end);
  return running;
}

function end(): void {
  if (running !== undefined) running.ended = now();
  running = undefined;
}

/** The moment from which on somebody waits. */
export function momentHere(): Moment {
  const at = now();
  return { at, turn: runningTurn(at) };
}

/**
 * How many milliseconds somebody was waited for. What this program did itself before it went to look for an answer, and
 * what it did with other answers that came together with this one, is not his time.
 */
export function waitedSince({ at, turn }: Moment): number {
  const here = now();
  const current = runningTurn(here);
  return current === turn || turn.ended === undefined ? here - at : current.begun - turn.ended;
}
