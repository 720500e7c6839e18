import { Session } from "node:inspector";

/** A place in the program where something was allocated, with all that it was called by above it. */
export interface StackNode {
  readonly id: number;
  readonly callFrame: {
    readonly functionName: string;
    readonly url: string;
    readonly lineNumber: number;
    readonly columnNumber: number;
  };
  readonly children: readonly StackNode[];
}

/** What was allocated while something ran. */
export interface Samples {
  /** The place of each allocation, by its number, one after the other. */
  readonly places: readonly number[];
  readonly root: StackNode;
}

interface Profile {
  readonly head: StackNode;
  readonly samples: readonly { readonly size: number; readonly nodeId: number; readonly ordinal: number }[];
}

/** A number that is no small integer is an object to V8, of this size, which no other object has. */
const boxedNumber = 16;

let session: Session | undefined;

/**
 * Notes every object that is allocated while `work` runs, also what is garbage before that ends. Numbers that V8 boxes
 * are left out: whether a duration is one depends on how long it was.
 */
export async function samplesOf(work: () => Promise<void>): Promise<Samples> {
  post("HeapProfiler.startSampling", {
    // Bytes from one sample to the next: no object is as small as that.
    samplingInterval: 1,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  await work();
  const { profile } = post("HeapProfiler.stopSampling") as { readonly profile: Profile };
  const samples = profile.samples.filter(({ size }) => size !== boxedNumber).sort((a, b) => a.ordinal - b.ordinal);
  return { places: samples.map(({ nodeId }) => nodeId), root: profile.head };
}

/** Node answers within the call. */
function post(method: string, params: object = {}): unknown {
  if (session === undefined) {
    session = new Session();
    session.connect();
  }
  let answer: unknown;
  session.post(method, params, (error: Error | null, result?: object) => {
    if (error !== null) throw error;
    answer = result;
  });
  return answer;
}
