import type { StorageKind } from "../../fields/kinds.js";
import { normalOf } from "../../fields/normal-form.js";
import type { ColumnMeta } from "../../schema/column-meta.js";

/** How the text of a request becomes a value of a column; `undefined` for a text that is none. */
type ReadText = (text: string) => unknown;

const whole: ReadText = (text) => (/^-?\d{1,16}$/.test(text) ? Number(text) : undefined);
const instant: ReadText = (text) => {
  const isInstant = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  const value = new Date(text);
  return isInstant && !Number.isNaN(value.getTime()) ? value : undefined;
};

const readers: Readonly<Partial<Record<StorageKind, ReadText>>> = {
  int16: whole,
  int32: whole,
  int64: whole,
  bigint: (text) => (/^-?\d{1,19}$/.test(text) ? BigInt(text) : undefined),
  double: (text) => (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined),
  boolean: (text) => ({ true: true, false: false })[text],
  datetime: instant,
};

/** A column's value out of a request's text. Kinds whose values are texts take it as it is. */
export function columnValue(column: ColumnMeta, text: string): unknown {
  const { type } = column;
  const read = readers[type.kind] ?? ((given: string) => given);
  const stored = read(text);
  if (stored === undefined) return undefined;
  // A field may hold its values in a form of its own, such as a bigint as a string.
  const held = normalOf(column, type.decode === undefined ? stored : type.decode(stored as never));
  return type.refuse(held) === undefined ? held : undefined;
}
