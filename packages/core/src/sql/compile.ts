import { columnCodec } from "../dialect/column-codec.js";
import type { Dialect } from "../dialect/dialect.js";
import type { ByteReader, DriverValue } from "../dialect/storage.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { isNamedByResult, wholeText } from "../statement/select.js";
import { type Statement, valuesOf } from "../statement/statement.js";
import type { ConditionNode, SelectStatement, SqlNode } from "../statement/tree.js";
import { ambiguous } from "./ctes.js";
import { writeSql } from "./expression.js";
import { writeInsertMany } from "./insert-many.js";
import type { Builder, Raw } from "./knex.js";
import { writeSelect } from "./select.js";
import { innerOf } from "./where.js";
import { writeDelete, writeInsert, writeUpdate } from "./write.js";
import { type SlotEncoder, type WriteNested, Writing } from "./writing.js";

/** Where one placeholder of a text gets its value: from a slot of the statement, or it is always the same. */
export type Binding = { readonly slot: number; readonly encode: SlotEncoder } | { readonly constant: DriverValue };

/** The text of a shape of statement, and where its placeholders get their values. Made once, used for all values. */
export interface Compiled {
  readonly text: string;
  readonly bindings: readonly Binding[];
  /** Safe to keep prepared: the shape is one of a bounded set, and no value can make its plan a bad one. */
  readonly prepare: boolean;
  /** Of a bounded set of shapes as well, but to be planned for its values each time. */
  readonly replanned?: boolean;
  /** How long it took when it last ran, for whoever decides what it is sent with. */
  readonly pace: { milliseconds: number };
  /** By column of what comes back, who reads it out of the server's bytes. */
  readonly readers?: readonly (ByteReader | undefined)[];
  /** How many columns come first that need no exact integers; absent if one does. */
  readonly roundable?: number;
  /** What comes back is known by the names that it has. */
  readonly describe?: boolean;
  /** Pairs of slots that have to have one value each; otherwise the text is of another statement. */
  readonly pairs?: readonly (readonly [slot: number, other: number])[];
}

/** Stands for a slot while knex writes; no text of a user's comes near one. */
const sentinel = (slot: number): string => `\u0000chakra slot ${slot}\u0000`;
/** knex parses limits as integers, so a slot there is a number that nobody would ask for. */
const firstLimit = Number.MAX_SAFE_INTEGER - 100_000;

/** Compiles the shape of a statement. */
export function compile(dialect: Dialect, statement: Statement): Compiled {
  const compiled = compileShape(dialect, statement);
  return compiled.describe === true ? compiled : { ...compiled, ...readingOf(dialect, statement) };
}

function compileShape(dialect: Dialect, statement: Statement): Compiled {
  if (statement.type !== "select")
    return compileBy(dialect, true, (writing, limitOf) => write(writing, statement, limitOf));
  const text = wholeText(statement);
  const isBounded = statement.source?.type !== "sql";
  const replanned = isBounded && statement.limit !== undefined && readsRange(statement.where.node);
  const compiled =
    text === undefined
      ? {
          ...compileBy(dialect, isBounded && !replanned, (writing, limitOf) =>
            writeSelect(writing, statement, limitOf),
          ),
          ...(replanned && { replanned }),
        }
      : compileSql(dialect, text);
  return isNamedByResult(statement) ? { ...compiled, describe: true } : compiled;
}

/** Compiles hand-written SQL. It is not kept prepared: nobody knows how many texts there are, or what plan they need. */
export function compileSql(dialect: Dialect, node: SqlNode): Compiled {
  return compileBy(dialect, false, (writing) => {
    const { text, bindings } = writing.within(undefined, () => writeSql(writing, node, innerOf(writing)));
    return writing.raw(text, bindings);
  });
}

/** Of the model's own columns, which come first. What follows them is read by whoever asked for it, from its text. */
function readingOf(dialect: Dialect, statement: Statement): Pick<Compiled, "readers" | "roundable"> {
  const own = statement.type === "select" ? ownColumns(statement) : statement.returning;
  const codecs = own.map((column) => columnCodec(dialect, column));
  const readers = codecs.map(({ fromBytes }) => fromBytes);
  const isRoundable = codecs.length > 0 && codecs.every(({ exactIntegers }) => exactIntegers !== true);
  return {
    ...(readers.some((reader) => reader !== undefined) && { readers }),
    ...(isRoundable && { roundable: codecs.length }),
  };
}

function ownColumns({ yields, shape, columns }: SelectStatement): readonly ColumnMeta[] {
  return yields === "rows" && shape?.alone !== true ? columns : [];
}

type WriteStatement = (writing: Writing, limitOf: (slot: number) => number) => Builder | Raw;

function compileBy(dialect: Dialect, prepare: boolean, write: WriteStatement): Compiled {
  const limitOf = (slot: number) => firstLimit + slot;
  const writing = new Writing(dialect, sentinel, nestedBy(limitOf));
  const { sql, bindings } = writing.finish(write(writing, limitOf));
  const slots = new Map<unknown, number>();
  for (let slot = 0; slot < writing.encoders.length; slot++) {
    slots.set(sentinel(slot), slot).set(firstLimit + slot, slot);
  }
  return {
    text: sql,
    prepare,
    pace: { milliseconds: Number.POSITIVE_INFINITY },
    bindings: bindings.map((binding): Binding => {
      const slot = slots.get(binding);
      if (slot === undefined) return { constant: binding as DriverValue };
      return { slot, encode: writing.encoders[slot] as SlotEncoder };
    }),
    ...(writing.ctes.pairs.length === 0 ? {} : { pairs: writing.ctes.pairs }),
  };
}

/** A prepared statement's generic plan knows neither how wide a range is nor how soon a limit ends it. */
function readsRange(node: ConditionNode): boolean {
  if (node.type === "test") return node.operator.ordering === true || node.operator.operand === "text";
  if (node.type === "not" || node.type === "exists") return readsRange(node.part);
  if (node.type === "compare") return node.operator.ordering === true || node.operator.operand === "text";
  if (node.type === "holds" || node.type === "among") return true;
  return (node.type === "all" || node.type === "any") && node.parts.some(readsRange);
}

/** What to send: the text of the shape with the values of this statement. */
export function bind(compiled: Compiled, statement: Statement): DriverValue[] {
  return bindValues(compiled, valuesOf(statement));
}

/** The values in the order of the text's placeholders. */
export function bindValues(compiled: Compiled, values: readonly unknown[]): DriverValue[] {
  if (compiled.pairs?.some(([slot, other]) => !Object.is(values[slot], values[other]))) throw ambiguous();
  const { bindings } = compiled;
  const bound = new Array<DriverValue>(bindings.length);
  for (let i = 0; i < bound.length; i++) {
    const binding = bindings[i] as Binding;
    bound[i] = "slot" in binding ? binding.encode(values[binding.slot]) : binding.constant;
  }
  return bound;
}

/** Compiles with the values in place and no cache between: what the cached way must be equal to. */
export function compileFresh(dialect: Dialect, statement: Statement): { text: string; values: readonly unknown[] } {
  const { writing, written } = writeFresh(dialect, statement);
  const { sql, bindings } = writing.finish(written);
  return { text: sql, values: bindings };
}

/** Writes a statement with its values in place. */
export function writeFresh(dialect: Dialect, statement: Statement): { writing: Writing; written: Builder | Raw } {
  const values = valuesOf(statement);
  // A pass with sentinels tells the encoders; the one that counts sees only values.
  const probe = new Writing(
    dialect,
    sentinel,
    nestedBy((slot) => slot),
  );
  write(probe, statement, (slot) => slot);
  const encoded = probe.encoders.map((encode, slot) => encode(values[slot]));
  const limitOf = (slot: number) => values[slot] as number;
  const writing = new Writing(dialect, (slot) => encoded[slot], nestedBy(limitOf));
  return { writing, written: write(writing, statement, limitOf) };
}

const nestedBy =
  (limitOf: (slot: number) => number): WriteNested =>
  (writing, select) =>
    writeSelect(writing, select, limitOf);

function write(writing: Writing, statement: Statement, limitOf: (slot: number) => number): Builder | Raw {
  switch (statement.type) {
    case "select":
      return writeSelect(writing, statement, limitOf);
    case "insert":
      return writeInsert(writing, statement);
    case "insertMany":
      return writeInsertMany(writing, statement);
    case "update":
      return writeUpdate(writing, statement);
    case "delete":
      return writeDelete(writing, statement);
  }
}
