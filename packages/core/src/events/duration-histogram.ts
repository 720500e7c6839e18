/** The upper ends of the buckets, in seconds: what OpenTelemetry's conventions for databases advise. */
const bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] as const;

/** How often something took how long. */
export interface Durations {
  readonly count: number;
  /** All together, in seconds. */
  readonly sumSeconds: number;
  /** How many took at most so many seconds; the last one, `Infinity`, is all of them. */
  readonly buckets: readonly { readonly atMostSeconds: number; readonly count: number }[];
}

/** Counts durations by buckets. */
export class DurationHistogram {
  private readonly counts = new Array<number>(bounds.length + 1).fill(0);
  private sum = 0;

  /** Counts one of so many milliseconds. */
  add(milliseconds: number): void {
    const seconds = milliseconds / 1000;
    const bucket = bounds.findIndex((bound) => seconds <= bound);
    const at = bucket < 0 ? bounds.length : bucket;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
    this.sum += seconds;
  }

  get durations(): Durations {
    let count = 0;
    const buckets = [...bounds, Number.POSITIVE_INFINITY].map((atMostSeconds, i) => {
      count += this.counts[i] ?? 0;
      return { atMostSeconds, count };
    });
    return { count, sumSeconds: this.sum, buckets };
  }
}
