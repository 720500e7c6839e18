import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { readBoolean } from "../../src/bytes/boolean.js";
import { readInstantBytes } from "../../src/bytes/instant.js";
import { readInteger } from "../../src/bytes/integer.js";
import type { Readers } from "../../src/pg/result-types.js";
import { type Answer, RowQuery } from "../../src/pg/row-query.js";
import { countRows, rowReader } from "../../src/pg/row-reader.js";

/** A row as the server sends it, without the header of its message. */
function rowOf(fields: readonly (string | null)[]): Buffer {
  const parts = fields.flatMap((field) => {
    const text = Buffer.from(field ?? "");
    const size = Buffer.alloc(4);
    size.writeInt32BE(field === null ? -1 : text.length);
    return [size, text];
  });
  const count = Buffer.alloc(2);
  count.writeUInt16BE(fields.length);
  return Buffer.concat([count, ...parts]);
}

const connection = {
  stream: { writable: true, write: () => true },
  parsedStatements: {},
  submittedNamedStatements: {},
  sendCopyFail: () => undefined,
  sync: () => undefined,
};

/** What one statement makes of these rows. */
function read(readers: Readers, rows: readonly Buffer[]): unknown[][] {
  let answer: Answer | undefined;
  const request = { text: "select", values: [], prepare: false, readers };
  const query = new RowQuery(request, { name: undefined, types: undefined }, (_, given) => {
    answer = given;
  });
  query.submit(connection);
  // Behind other bytes, as rows mostly are.
  for (const row of rows) query.takeRow(Buffer.concat([Buffer.from("x"), row]), 1);
  query.handleReadyForQuery();
  return (answer as Answer).rows;
}

const warm = (readers: Readers) => countRows(readers, 50_000);

const column = fc.constantFrom(
  { reader: undefined, value: fc.string({ unit: "grapheme" }) },
  { reader: readInteger, value: fc.maxSafeInteger().map(String) },
  { reader: readBoolean, value: fc.constantFrom("t", "f") },
  { reader: readInstantBytes, value: fc.constantFrom("2024-02-29 23:59:59.123+00", "infinity") },
);
const result = fc.array(column, { maxLength: 6 }).chain((columns) =>
  fc.record({
    readers: fc.constant(columns.map(({ reader }) => reader)),
    rows: fc.array(fc.tuple(...columns.map(({ value }) => fc.option(value as fc.Arbitrary<string>)))),
  }),
);

afterEach(() => vi.unstubAllGlobals());

describe("rows of a statement that has given many", () => {
  test("are read as the first ones were", () => {
    fc.assert(
      fc.property(result, ({ readers, rows }) => {
        const bytes = rows.map(rowOf);
        const before = read(readers, bytes);
        warm(readers);
        expect(rowReader(readers)).toBeDefined();
        expect(read(readers, bytes)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  test("may have more or fewer fields than it has readers", () => {
    const readers = [readInteger, undefined];
    warm(readers);
    expect(read(readers, [["1"], ["2", "a"], ["3", "b", "c"], []].map(rowOf))).toEqual([
      [1],
      [2, "a"],
      [3, "b", "c"],
      [],
    ]);
  });

  test("are read in the old way where code may not be generated", () => {
    class Forbidden {
      constructor() {
        throw new EvalError("Code generation from strings disallowed for this context");
      }
    }
    vi.stubGlobal("Function", Forbidden);
    const readers = [readInteger, readBoolean];
    warm(readers);
    expect(rowReader(readers)).toBeUndefined();
    expect(read(readers, [rowOf(["7", "t"]), rowOf([null, "f"])])).toEqual([
      [7, true],
      [null, false],
    ]);
  });
});
