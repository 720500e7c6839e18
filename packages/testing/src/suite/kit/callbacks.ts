import { count } from "@chakra-orm/core";
import { expect } from "vitest";
import { type LooseColumns, loose } from "./loose.js";
import { Measure } from "./measures.js";
import { refusal } from "./refusal.js";
import type { Suite } from "./suite.js";

/** Calls a method that the types do not offer. */
export const on = (expression: unknown, method: string, ...given: readonly unknown[]): unknown =>
  (expression as Record<string, (...given: readonly unknown[]) => unknown>)[method]?.(...given);

/** That `work` is refused as a mistake in a query, before any SQL. */
export async function refused(suite: Suite, work: () => unknown, message: RegExp = /./): Promise<void> {
  const error = await refusal(suite.db, work);
  expect(error).toMatchObject({ code: "QUERY" });
  expect(error.message).toMatch(message);
}

/** That a callback over the measures is refused wherever a query takes one. */
export async function refusedEverywhere(
  suite: Suite,
  callback: (row: LooseColumns) => unknown,
  message?: RegExp,
): Promise<void> {
  const model = loose(Measure);
  const groups = () => model.groupBy((row: LooseColumns) => ({ value: callback(row) }));
  await refused(suite, () => model.where(callback).all(), message);
  await refused(suite, () => model.whereNot(callback).count(), message);
  await refused(suite, () => model.orderBy(callback).all(), message);
  await refused(suite, () => model.select("id", { value: callback }).all(), message);
  await refused(suite, () => model.values((row) => ({ value: callback(row as never) })).all(), message);
  await refused(suite, () => groups().aggregate(() => ({ n: count() })), message);
  await refused(suite, () => model.where({ id: 1 }).update({ whole: callback }), message);
}
