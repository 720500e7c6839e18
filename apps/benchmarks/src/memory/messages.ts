import type { PeerName } from "../peers/index.js";

/** What a process is to read. */
export interface RecordsJob {
  readonly peer: PeerName;
  readonly url: string;
  readonly how: "keep" | "stream";
}

/** What it found, in bytes. */
export interface RecordsMeasured {
  readonly users?: number;
  readonly comments: number;
  /** By which the heap grows for the users that are kept, and for the comments; garbage is collected first. */
  readonly usersHeap?: number;
  readonly commentsHeap?: number;
  /** By which the process grows for the comments. */
  readonly commentsResident?: number;
  /** The most that the process was seen to grow while it read the comments as a stream. */
  readonly streamPeak?: number;
}

/** What an import took. */
export interface ImportMeasured {
  readonly milliseconds: number;
  readonly bytes: number;
}
