import { QueryError } from "../errors/usage.js";
import { normalOf } from "../fields/normal-form.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import { eqOperator } from "../operators/eq.js";
import { oneOfOperator } from "../operators/one-of.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { join } from "./condition.js";
import { isPlainObject } from "./plain-object.js";
import { readTest } from "./read-test.js";
import type { Condition } from "./tree.js";

/** The condition that these columns have these values, without judging them: they come from the database itself. */
export function columnsCondition(columns: readonly ColumnMeta[], values: readonly unknown[]): Condition {
  const tests = columns.map(
    (column, i): Condition => ({
      node: { type: "test", column, operator: eqOperator, operands: 1 },
      token: `eq${column.index};`,
      values: [values[i]],
      nullable: false,
    }),
  );
  return join("all", tests);
}

/** The condition that these columns together are one of these keys; the text does not depend on how many there are. */
export function keysCondition(columns: readonly ColumnMeta[], keys: readonly (readonly unknown[])[]): Condition {
  return listsCondition(
    columns,
    columns.map((_, i) => keys.map((key) => key[i])),
  );
}

/** The same for keys that are given as a list for each column. */
export function listsCondition(columns: readonly ColumnMeta[], lists: readonly (readonly unknown[])[]): Condition {
  const [column] = columns as [ColumnMeta];
  if (columns.length === 1) {
    const node = { type: "test", column, operator: oneOfOperator, operands: 1 } as const;
    return { node, token: `oneOf${column.index};`, values: lists, nullable: false };
  }
  const token = `tuples${columns.map(({ index }) => index).join(",")};`;
  return { node: { type: "tuples", columns }, token, values: lists, nullable: false };
}

/** A list of keys with as many members as a database wants at least. */
export function filledUp<V>(keys: readonly V[], fewest = 0): readonly V[] {
  const missing = keys.length === 0 ? 0 : fewest - keys.length;
  return missing > 0 ? [...keys, ...new Array(missing).fill(keys[0])] : keys;
}

/** A key that was read. */
export interface ReadKey {
  readonly condition: Condition;
  /** For messages: shortened, and without what a terminal would act on. */
  readonly label: string;
  /** The same for equal keys, in whatever form they were given, and for no others. */
  readonly identity: string;
}

/** The key of one column. Label and identity are wanted seldom, and a look-up by key happens often. */
class SingleKey implements ReadKey {
  readonly condition: Condition;
  readonly #column: ColumnMeta;
  readonly #key: unknown;

  constructor(column: ColumnMeta, key: unknown) {
    this.condition = readTest(column, eqOperator, [key]);
    this.#column = column;
    this.#key = key;
  }

  get label(): string {
    return `${this.#column.property} = ${printable(this.#key)}`;
  }

  get identity(): string {
    return identityOf(this.#column, normalOf(this.#column, this.#key));
  }
}

/** Reads what `find` was given: the key's value, or an object with all parts of a composite key. */
export function readKey(meta: ModelMeta, key: unknown): ReadKey {
  const { primaryKey } = meta;
  if (key === undefined || key === null) {
    throw new QueryError(`${meta.name}.find was given ${key}: a key is needed. findBy looks up by other properties.`, {
      model: meta.name,
    });
  }
  if (!isPlainObject(key)) {
    if (primaryKey.length > 1) throw new QueryError(composite(meta), { model: meta.name });
    return new SingleKey(primaryKey[0] as ColumnMeta, key);
  }
  for (const property of Object.keys(key)) {
    if (primaryKey.some((column) => column.property === property)) continue;
    const hint = nearest(
      property,
      primaryKey.map((column) => column.property),
    );
    throw new QueryError(`${JSON.stringify(property)} is no part of the primary key of ${meta.name}.${hint}`, {
      model: meta.name,
    });
  }
  const parts = primaryKey.map((column) => {
    const value = Object.hasOwn(key, column.property) ? key[column.property] : undefined;
    if (value === undefined || value === null) throw new QueryError(composite(meta), { model: meta.name });
    const condition = readTest(column, eqOperator, [value]);
    return {
      condition,
      label: `${column.property} = ${printable(value)}`,
      identity: identityOf(column, normalOf(column, value)),
    };
  });
  return {
    condition: join(
      "all",
      parts.map((part) => part.condition),
    ),
    label: parts.map((part) => part.label).join(", "),
    // A single part by itself: `{ id: 1 }` is the key 1.
    identity: parts.length === 1 ? (parts[0]?.identity as string) : JSON.stringify(parts.map((part) => part.identity)),
  };
}

/** By the form that is stored: a UUID is the same in capitals, an instant whatever Date holds it. */
export function identityOf({ type }: ColumnMeta, value: unknown): string {
  if (type.refuse(value) !== undefined) return "never stored";
  const { snapshot } = type.comparison;
  const held = snapshot(type.canonical ? type.canonical(value as never) : value);
  return held instanceof Uint8Array ? Buffer.from(held).toString("hex") : String(held);
}

function composite(meta: ModelMeta): string {
  const parts = meta.primaryKey.map((column) => `${column.property}: …`).join(", ");
  return `The primary key of ${meta.name} is found by all of its parts: find({ ${parts} }).`;
}

/** Keys are no secrets, but they may be long, or hold what a terminal would act on. */
function printable(key: unknown): string {
  if (typeof key === "string") return JSON.stringify(key.length > 60 ? `${key.slice(0, 60)}…` : key);
  return typeof key === "number" || typeof key === "bigint" ? String(key) : describe(key);
}
