import { resolve } from "node:path";
import { ConfigurationError } from "@chakra-orm/core/internal";
import { dialectFor, sqlite } from "@chakra-orm/sqlite";
import { expect, test } from "vitest";
import { readLocation } from "../src/location.js";

const read = (url: string | undefined, options: Record<string, unknown> = {}) =>
  readLocation({ ...(url === undefined ? {} : { url }), options, statementTimeout: 0, prepare: true });

test.each([
  ["sqlite:file.db", resolve("file.db")],
  ["sqlite:./dir/file.db", resolve("dir/file.db")],
  ["sqlite:/abs/file.db", resolve("/abs/file.db")],
  ["sqlite:///abs/file.db", resolve("/abs/file.db")],
  ["sqlite:a%20b%3F%23%25.db", resolve("a b?#%.db")],
  ["sqlite:file%3Ax", resolve("file:x")],
  ["sqlite:日本.db", resolve("日本.db")],
  ["sqlite::memory:", undefined],
])("%s is %s", (url, file) => {
  expect(read(url)).toEqual({ file, readonly: false, busyTimeout: 5000 });
});

test("options come from the query, or from connect", () => {
  expect(read("sqlite:a.db?readonly=true&busyTimeout=10")).toMatchObject({ readonly: true, busyTimeout: 10 });
  expect(read(undefined, { file: "a.db", readonly: true, busyTimeout: 0 })).toEqual({
    file: resolve("a.db"),
    readonly: true,
    busyTimeout: 0,
  });
  expect(read("sqlite:a.db", { busyTimeout: 7 })).toMatchObject({ busyTimeout: 7 });
});

test.each([
  ["sqlite:", {}, /Which SQLite file/],
  [undefined, {}, /Which SQLite file/],
  ["sqlite://host/a.db", {}, /no host/],
  ["sqlite:a.db?mode=ro", {}, /\?mode=ro/],
  ["sqlite:a.db?readonly=yes", {}, /readonly=yes/],
  ["sqlite:a.db?busyTimeout=-1", {}, /busyTimeout/],
  ["sqlite:a#b.db", {}, /%23/],
  ["sqlite:100%.db", {}, /%25/],
  ["sqlite:a%00b", {}, /NUL/],
  ["sqlite:a.db%20", {}, /blanks/],
  ["sqlite:a.db", { file: "b.db" }, /twice/],
  ["sqlite:a.db", { filename: "b.db" }, /"filename"/],
  [undefined, { file: "a.db", busyTimeout: "5" }, /milliseconds/],
  [undefined, { file: "a.db", readonly: 1 }, /true or false/],
  [undefined, { file: ":memory:", readonly: true }, /in memory/],
] as const)("%s %o is refused", (url, options, message) => {
  expect(() => read(url, options)).toThrow(ConfigurationError);
  expect(() => read(url, options)).toThrow(message);
});

test("the package serves its scheme only", () => {
  expect(dialectFor("sqlite")).toBe(sqlite);
  expect(() => dialectFor("mysql")).toThrow(ConfigurationError);
});
