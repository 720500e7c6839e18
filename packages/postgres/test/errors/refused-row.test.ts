import { describe, expect, it } from "vitest";
import type { DriverError } from "../../src/errors/driver-error.js";
import { refusedRow } from "../../src/errors/refused-row.js";

const read = (fields: Partial<DriverError>) => refusedRow(fields as DriverError)();

describe("refusedRow", () => {
  it("reads the key of a unique rule and of a foreign key, in pieces", () => {
    const unique = { code: "23505", detail: 'Key (a, "B)=(")=(x, (y), z) already exists.' };
    expect(read(unique).key?.at(-1)).toBe("z");
    expect(read({ code: "23505", detail: "Key (a, b)=(x, y, z) already exists." })).toEqual({ key: ["x", "y", "z"] });
    expect(read({ code: "23503", detail: 'Key (a)=(4) is not present in table "b".' })).toEqual({ key: ["4"] });
  });

  it("reads the row of a CHECK, if all of its columns may be read", () => {
    expect(read({ code: "23514", detail: "Failing row contains (1, a, null)." })).toEqual({ row: ["1", "a", "null"] });
    expect(read({ code: "23514", detail: "Failing row contains (id, a) = (1, b)." })).toEqual({});
  });

  it("reads the line of a COPY in any language", () => {
    const table = "crate 5, x";
    expect(read({ table, where: "COPY crate 5, x, line 3" })).toEqual({ line: 3 });
    expect(read({ table, where: 'SQL function "f"\nCOPY crate 5, x, Zeile 12, Spalte a1: "7"' })).toEqual({ line: 12 });
    expect(read({ table, where: "COPY crates, line 3" })).toEqual({});
    expect(read({})).toEqual({});
  });
});
