import { expect, test } from "vitest";
import { postgres } from "../src/index.js";

test("a transaction begins with what it was told, and limits that end with it", () => {
  expect(postgres.begin({})).toEqual(["begin"]);
  expect(
    postgres.begin({ isolation: "repeatable read", readOnly: true, statementTimeout: 50, lockTimeout: 7 }),
  ).toEqual([
    "begin isolation level repeatable read, read only",
    "set local statement_timeout = 50",
    "set local lock_timeout = 7",
  ]);
});
