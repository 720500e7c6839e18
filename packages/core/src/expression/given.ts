import type { OutputNode } from "../statement/leaves.js";
import { givenHere } from "./scope.js";

/** What an expression that is written out again is told by: its text, and what is bound in it. */
interface Written {
  readonly token: string;
  readonly values: readonly unknown[];
}

/**
 * What the rows of a statement have already, in place of an expression that is equal to it: a database cannot tell that
 * two bound values are equal, and so would not find what it groups by in what is written out again.
 */
export function given({ token, values }: Written): OutputNode | undefined {
  const known = givenHere();
  const number = known.findIndex((each) => each.token === token && isSame(each.values, values));
  return number < 0 ? undefined : { type: "output", number, up: 0, table: 0 };
}

function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  if (!isList(one) || !isList(other)) return false;
  return one.length === other.length && one.every((each, i) => isSame(each, other[i]));
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value) || value instanceof Uint8Array;
