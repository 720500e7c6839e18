/** What the server begins the message of one row with, "D". */
const dataRow = 68;
/** A message's type and its length, which counts itself but not the type. */
const headerSize = 5;

/** Takes the rows of one statement as the server sent them. */
export interface RowTarget {
  /** One row; `at` is where the number of its fields stands. The bytes are reused: nothing may be kept of them. */
  takeRow(bytes: Buffer, at: number): void;
}

/** Where the messages go. */
export interface FrameTargets {
  /** Whole messages, one or more, that are no rows or that nobody takes. */
  readonly rest: (messages: Buffer) => void;
  /** Who takes the rows that come now, if anybody does. */
  readonly rows: () => RowTarget | undefined;
}

/**
 * Cuts what the server sends into its messages, wherever the network has cut it, and hands rows over as bytes: whoever
 * knows the columns reads them several times faster than a parser that does not.
 */
export class Frames {
  readonly #targets: FrameTargets;
  /** The beginning of a message that has not come whole. */
  #parts: Buffer[] = [];
  #held = 0;
  /** Bytes until more is known of it: its header's, then its own. */
  #needed = headerSize;

  constructor(targets: FrameTargets) {
    this.#targets = targets;
  }

  /** The next piece of the stream. */
  push(chunk: Buffer): void {
    const from = this.#held === 0 ? 0 : this.#complete(chunk);
    if (from < chunk.length) this.#scan(chunk, from);
  }

  /** Puts the message that was begun together, and gives where the next one starts; nothing else is copied. */
  #complete(chunk: Buffer): number {
    let at = 0;
    while (at < chunk.length) {
      const end = Math.min(chunk.length, at + this.#needed - this.#held);
      this.#hold(chunk.subarray(at, end));
      at = end;
      if (this.#held < this.#needed) break;
      const message = this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
      this.#parts = [message];
      const size = sizeAt(message, 0);
      if (this.#held < size) {
        this.#needed = size;
        continue;
      }
      this.#parts = [];
      this.#held = 0;
      this.#scan(message, 0);
      break;
    }
    return at;
  }

  #hold(part: Buffer): void {
    this.#parts.push(part);
    this.#held += part.length;
  }

  #scan(bytes: Buffer, from: number): void {
    const { length } = bytes;
    let at = from;
    let start = from;
    while (at + headerSize <= length) {
      const end = at + sizeAt(bytes, at);
      if (end > length) break;
      if (bytes[at] === dataRow) {
        // What stands before may be the end of another statement, so it goes first.
        if (start < at) this.#targets.rest(bytes.subarray(start, at));
        start = at;
        const target = this.#targets.rows();
        if (target !== undefined) {
          target.takeRow(bytes, at + headerSize);
          start = end;
        }
      }
      at = end;
    }
    if (start < at) this.#targets.rest(bytes.subarray(start, at));
    if (at === length) return;
    this.#hold(bytes.subarray(at));
    this.#needed = this.#held < headerSize ? headerSize : sizeAt(bytes, at);
  }
}

/** The size of the message that begins here, its type included. A size that cannot be is one that is never reached. */
function sizeAt(bytes: Buffer, at: number): number {
  // As in takeRow: Node's own readers check and wrap each call.
  const length =
    (((bytes[at + 1] as number) << 24) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 8) |
      (bytes[at + 4] as number)) >>>
    0;
  return length < 4 ? Number.POSITIVE_INFINITY : length + 1;
}
