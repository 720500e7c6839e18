import { isDeepStrictEqual } from "node:util";
import type { Comparison } from "./definition.js";

/** For values that cannot change in place: strings, numbers, bigints, booleans. */
export const compareIdentity: Comparison = {
  snapshot: (value) => value,
  changed: (value, snapshot) => !Object.is(value, snapshot),
  restore: (snapshot) => snapshot,
};

/** For dates: the instant counts, not the object. */
export const compareInstant: Comparison = {
  snapshot: (value) => (value as Date).getTime(),
  changed: (value, snapshot) => !(value instanceof Date) || value.getTime() !== snapshot,
  restore: (snapshot) => new Date(snapshot as number),
};

/** For bytes. */
export const compareBytes: Comparison = {
  snapshot: (value) => Buffer.from(value as Uint8Array),
  changed: (value, snapshot) => !(value instanceof Uint8Array) || Buffer.compare(value, snapshot as Uint8Array) !== 0,
  restore: (snapshot) => new Uint8Array(snapshot as Uint8Array),
};

/** For JSON: the order of keys and the white space of the stored text do not count. */
export const compareJson: Comparison = {
  snapshot: (value) => JSON.stringify(value),
  changed: (value, snapshot) => {
    const text = JSON.stringify(value);
    return (
      text !== snapshot && (text === undefined || !isDeepStrictEqual(JSON.parse(text), JSON.parse(String(snapshot))))
    );
  },
  restore: (snapshot) => JSON.parse(snapshot as string),
  keepsText: true,
};

/** For arrays: member by member, as the element's own field compares. */
export function compareArray(element: Comparison): Comparison {
  const snapshotOf = (member: unknown) => (member == null ? member : element.snapshot(member));
  const differs = (member: unknown, snapshot: unknown) =>
    member == null || snapshot == null ? member !== snapshot : element.changed(member, snapshot);
  return {
    restore: (snapshot) => (snapshot as unknown[]).map((member) => (member == null ? member : element.restore(member))),
    snapshot: (value) => (value as unknown[]).map(snapshotOf),
    changed: (value, snapshot) => {
      const before = snapshot as unknown[];
      return (
        !Array.isArray(value) || value.length !== before.length || value.some((member, i) => differs(member, before[i]))
      );
    },
  };
}
