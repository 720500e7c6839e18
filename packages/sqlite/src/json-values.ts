type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const parse = (text: string): Json => JSON.parse(text) as Json;

/** A leg of a path as core writes it, in the path language of the SQL standard: `."key"`, `[0]`, `[last]`, `[last-1]`. */
const leg = /\.("(?:[^"\\]|\\.)*")|\[(last)?-?(\d*)\]/g;

/** The keys and places of a path. Those of the last path are kept, since a statement has one for all of its rows. */
let last: { readonly path: string; readonly legs: readonly (string | number)[] } = { path: "", legs: [] };

function legsOf(path: string): readonly (string | number)[] {
  if (path !== last.path) {
    const legs = [...path.matchAll(leg)].map(([, key, end, place]) => {
      if (key !== undefined) return JSON.parse(key) as string;
      return end === undefined ? Number(place) : -1 - Number(place);
    });
    last = { path, legs };
  }
  return last.legs;
}

function step(value: Json, key: string | number): Json {
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) return typeof key === "number" ? (value.at(key) ?? null) : null;
  return typeof key === "string" && Object.hasOwn(value, key) ? (value[key] as Json) : null;
}

/** Writes equal objects as equal texts, whatever the order of their keys: SQLite groups and tells apart by the text. */
const inOrder = (_: string, value: Json): Json => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
};

/** The JSON at a path of another; nothing where nothing is, and where null is. */
export function jsonAt(text: string, path: string): string | null {
  const found = legsOf(path).reduce(step, parse(text));
  return found === null ? null : JSON.stringify(found, inOrder);
}

/** Whether it is an object with this key. */
export function jsonHasKey(text: string, key: string): boolean {
  const value = parse(text);
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, key);
}

/** The text that it is, if it is one. */
export function jsonText(text: string): string | null {
  const value = parse(text);
  return typeof value === "string" ? value : null;
}

/** The number that it is, if it is one. */
export function jsonNumber(text: string): number | null {
  const value = parse(text);
  return typeof value === "number" ? value : null;
}

/** True or false as SQLite has them, if it is one of them. */
export function jsonBoolean(text: string): bigint | null {
  const value = parse(text);
  return typeof value === "boolean" ? BigInt(value) : null;
}

/** How many members it has, if it is an array. */
export function jsonLength(text: string): bigint | null {
  const value = parse(text);
  return Array.isArray(value) ? BigInt(value.length) : null;
}
