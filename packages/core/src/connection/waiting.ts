/** A turn of the event loop in which this program had something to do. */
export interface Turn {
  /** When it was first asked for. */
  readonly begun: number;
  /** When the loop went back to see what has come in, once it has. */
  ended: number | undefined;
}

// As they are before a test puts others in their place, under which turns would not end.
const now = performance.now.bind(performance);
const afterTurn = setImmediate;

let running: Turn | undefined;

/** The turn that is running. */
export function runningTurn(): Turn {
  if (running !== undefined) return running;
  running = { begun: now(), ended: undefined };
  afterTurn(end);
  return running;
}

function end(): void {
  if (running !== undefined) running.ended = now();
  running = undefined;
}

/**
 * For how many milliseconds somebody was waited for who was asked in a turn. What this program did itself before it
 * looked for an answer, and with other answers that came together with this one, is not his time.
 */
export function waitedSince(turn: Turn): number {
  return turn.ended === undefined ? 0 : runningTurn().begun - turn.ended;
}
