import { clearLine, cursorTo } from "node:readline";
import type { WriteStream } from "node:tty";

/** Tells somebody who waits what is going on. */
export interface Progress {
  /** Something else begins. */
  step(text: string): void;
  /** The same goes on. */
  tick(text: string): void;
  /** Nothing more follows. */
  end(): void;
}

type Target = Pick<WriteStream, "write"> & { readonly isTTY?: boolean };

/** In a terminal one line that changes; elsewhere a line for each step and, at most every ten seconds, for a tick. */
export function createProgress(stream: Target, now: () => number = Date.now): Progress {
  return stream.isTTY === true ? changingLine(stream as WriteStream) : plainLines(stream, now);
}

function changingLine(stream: WriteStream): Progress {
  const show = (text: string): void => {
    cursorTo(stream, 0);
    clearLine(stream, 1);
    stream.write(text.slice(0, Math.max(20, (stream.columns ?? 80) - 1)));
  };
  return { step: show, tick: show, end: () => show("") };
}

function plainLines(stream: Target, now: () => number): Progress {
  let last = 0;
  const show = (text: string): void => {
    last = now();
    stream.write(`${text}\n`);
  };
  return {
    step: show,
    tick: (text) => {
      if (now() - last >= 10_000) show(text);
    },
    end: () => undefined,
  };
}
