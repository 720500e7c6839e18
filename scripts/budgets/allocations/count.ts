import type { Places } from "./places.js";
import { samplesOf } from "./samples.js";

/** What one call allocates. */
export interface Counted {
  /** Objects of each of the first calls. */
  readonly early: readonly number[];
  /** Of each of those that come after a thousand others. */
  readonly late: readonly number[];
  /** How many of a late call come from which place, the most first. */
  readonly places: Readonly<Record<string, number>>;
}

/** By then, V8 has seen all that it wants to remember of the functions. */
const warm = 10;

/** Calls that are counted together. */
const together = 20;

const between = 1000;

/** Counts what a call allocates, with all that it waits for; but not what this folder does, which holds the server. */
export async function countAllocations(places: Places, call: () => PromiseLike<unknown>): Promise<Counted> {
  await repeat(call, warm);
  const early = (await look(places, call)).map(({ length }) => length);
  await repeat(call, between);
  const found = await look(places, call);
  const late = found.map(({ length }) => length);
  return { early, late, places: tally(found[late.indexOf(usual(late))] as string[]) };
}

/** What there is most of: a few calls meet a timer, or an engine's table that has to grow. */
export function usual(counts: readonly number[]): number {
  const times = (count: number) => counts.filter((other) => other === count).length;
  return counts.reduce((best, count) => (times(count) > times(best) ? count : best));
}

export async function repeat(call: () => PromiseLike<unknown>, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await call();
}

/** The places of all objects, call by call. */
async function look(places: Places, call: () => PromiseLike<unknown>): Promise<string[][]> {
  globalThis.gc?.();
  // What runs for the first time allocates more than once.
  for (let i = 0; i < warm; i++) markCall();
  const samples = await samplesOf(async () => {
    for (let i = 0; i < together; i++) {
      markCall();
      await call();
    }
    markCall();
  });
  const names = places.of(samples.root);
  const calls: string[][] = [[]];
  for (const id of samples.places) {
    const place = names.get(id) as string;
    if (place.endsWith(` ${markCall.name}`)) calls.push([]);
    else if (!place.startsWith("scripts/")) calls.at(-1)?.push(place);
  }
  // Before the first mark and after the last one, it was the profiler.
  const whole = calls.slice(1, -1);
  if (whole.length !== together) throw new Error(`${together} calls were made, and ${whole.length} were seen.`);
  return whole;
}

const marks: object[] = [];

/** Makes an object that is known by its place, between those of one call and those of the next one. */
function markCall(): void {
  marks[0] = {};
}

function tally(places: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const place of places) counts[place] = (counts[place] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));
}
