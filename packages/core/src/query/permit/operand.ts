import type { StorageKind } from "../../fields/kinds.js";
import { normalOf } from "../../fields/normal-form.js";
import type { ColumnMeta } from "../../schema/column-meta.js";

/** What a text stands for in JSON; `undefined` for one that stands for nothing. */
type ReadText = (text: string) => unknown;

const whole: ReadText = (text) => (/^-?\d{1,16}$/.test(text) ? Number(text) : undefined);

/** Kinds that are no texts in JSON; and instants, since a day alone is its first moment, by UTC. */
const readers: Readonly<Partial<Record<StorageKind, ReadText>>> = {
  int16: whole,
  int32: whole,
  int64: whole,
  double: (text) => (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined),
  boolean: (text) => (text === "true" ? true : text === "false" ? false : undefined),
  datetime: (text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text),
};

/** A column's value out of a text of a request, `undefined` where it is none. */
export function columnValue(column: ColumnMeta, text: string): unknown {
  const { type } = column;
  const read = readers[type.kind];
  const json = read === undefined ? text : read(text);
  if (json === undefined) return undefined;
  const value = type.fromJSON?.(json) ?? { value: json };
  if (value.rule !== undefined) return undefined;
  const held = normalOf(column, value.value);
  return type.refuse(held) === undefined ? held : undefined;
}
