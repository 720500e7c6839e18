import { ConfigurationError } from "@chakra-orm/core";

const vocabulary = (
  "amber apple autumn bridge candle cedar cloud copper coral crystal dawn delta ember falcon feather field forest " +
  "garden glass gold harbour hazel hill island ivory jade lake lantern leaf lemon maple marble meadow mist moon moss " +
  "north oak ocean olive orchard paper pearl pebble pine quartz rain raven reed ridge river rose sand shadow silver " +
  "sky snow spring star stone storm summer thunder tide valley velvet violet wave willow wind winter wood"
).split(" ");

/**
 * Numbers that look random and are the same in every run: those of one seed, a number or a text, always come in the same
 * order. Nothing to keep secrets with.
 *
 * @example
 * const random = new Random(7);
 * console.assert(random.integer(1, 6) === new Random(7).integer(1, 6));
 * console.assert(["red", "green"].includes(random.pick(["red", "green"])));
 */
export class Random {
  #state: number;

  constructor(seed: number | string) {
    this.#state = hash(String(seed));
  }

  /** A number from 0 up to, and without, 1. */
  number(): number {
    return (this.#next() * 2 ** 21 + (this.#next() >>> 11)) / 2 ** 53;
  }

  /** A whole number from `min` to `max`, both of them included. Throws `ConfigurationError` if there is none. */
  integer(min: number, max: number): number {
    if (Number.isSafeInteger(min) && Number.isSafeInteger(max) && min <= max) {
      return min + Math.floor(this.number() * (max - min + 1));
    }
    throw new ConfigurationError(
      `random.integer takes two whole numbers, the smaller one first, not ${String(min)} and ${String(max)}.`,
    );
  }

  /** `true` in so many cases of 1. */
  boolean(chance = 0.5): boolean {
    return this.number() < chance;
  }

  /** One of the list. Throws `ConfigurationError` for an empty one. */
  pick<V>(list: readonly V[]): V {
    if (list.length === 0) throw new ConfigurationError("random.pick has nothing to pick from: the list is empty.");
    return list[this.integer(0, list.length - 1)] as V;
  }

  /** An instant from `from` up to, and without, `to`. */
  date(from: Date, to: Date): Date {
    return new Date(from.getTime() + Math.floor(this.number() * (to.getTime() - from.getTime())));
  }

  /** Words for titles and texts. */
  words(count: number): string {
    return Array.from({ length: count }, () => this.pick(vocabulary)).join(" ");
  }

  /** 32 bits, by mulberry32. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    const once = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    const twice = once ^ (once + Math.imul(once ^ (once >>> 7), once | 61));
    return (twice ^ (twice >>> 14)) >>> 0;
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let result = 0x811c9dc5;
  for (const char of text) result = Math.imul(result ^ (char.codePointAt(0) as number), 0x01000193);
  return result | 0;
}
