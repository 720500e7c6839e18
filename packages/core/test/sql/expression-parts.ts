import fc from "fast-check";
import type { Expression } from "../../src/expression/expression.js";
import { field } from "../../src/fields/index.js";
import { manyToOne, oneToMany } from "../../src/index.js";
import { Query } from "../../src/query/query.js";
import { startQuery } from "../../src/query/state.js";
import { metaOf } from "../../src/schema/registry.js";
import { type AnyModel, modelOf } from "../recording/model.js";
import { marker } from "./columns.js";

/** An expression of one structure with two sets of values. */
export type Make = (row: Row, set: 0 | 1) => Expression<never>;
/** A row, past the types. */
export type Row = Readonly<Record<string, never>>;
type Method = (...given: readonly unknown[]) => Expression<never>;

/** Writes books. */
export const Author: AnyModel = modelOf("Author", {
  id: () => field.id(),
  name: () => field.string(40),
  age: () => field.integer({ nullable: true }),
  books: () => oneToMany(() => Book, { backPopulates: "author" }),
});

/** Has columns of several kinds. */
export const Book: AnyModel = modelOf("Book", {
  id: () => field.id(),
  title: () => field.string(40),
  pages: () => field.integer({ nullable: true }),
  price: () => field.decimal(14, 2, { nullable: true }),
  soldAt: () => field.dateTime({ nullable: true }),
  good: () => field.boolean({ nullable: true }),
  authorId: () => field.foreignKey(() => Author as never),
  author: () => manyToOne(() => Author as never, { backPopulates: "books" }),
});

/** A query of a model, past the types. */
export const queryOf = (model: AnyModel): Query<never, never> => new Query(startQuery(metaOf(model)));

/** Calls a method of an expression. */
export const on = (expression: unknown, method: string, ...given: readonly unknown[]): Expression<never> =>
  Reflect.apply((expression as Readonly<Record<string, Method>>)[method] as Method, expression, [...given]);

const pair = <V>(values: fc.Arbitrary<V>): fc.Arbitrary<readonly [V, V]> => fc.tuple(values, values);
export const number = pair(fc.integer({ min: 500_000_000, max: 599_999_999 }));
export const text = pair(fc.string({ maxLength: 6 }).map((rest) => `${marker}${rest.replaceAll("\0", "")}`));
export const decimal = pair(fc.integer({ min: 500_000_000, max: 599_999_999 }).map((cents) => `${cents}.125`));
export const instant = pair(fc.date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }));

/** A column at the end of a way. */
export const at =
  (...way: readonly string[]): Make =>
  (row) =>
    way.reduce<unknown>((from, name) => (from as Readonly<Record<string, unknown>>)[name], row) as Expression<never>;

/** One of these methods, without arguments. */
export const method = (part: fc.Arbitrary<Make>, names: readonly string[]): fc.Arbitrary<Make> =>
  fc.tuple(part, fc.constantFrom(...names)).map(
    ([make, name]): Make =>
      (row, set) =>
        on(make(row, set), name),
  );

/** One of these methods, of two expressions. */
export const binary = (
  left: fc.Arbitrary<Make>,
  right: fc.Arbitrary<Make>,
  names: readonly string[],
): fc.Arbitrary<Make> =>
  fc.tuple(left, right, fc.constantFrom(...names)).map(
    ([a, b, name]): Make =>
      (row, set) =>
        on(a(row, set), name, b(row, set)),
  );

/** One of these methods, with a bound value. */
export const bound = <V>(left: fc.Arbitrary<Make>, values: fc.Arbitrary<readonly [V, V]>, names: readonly string[]) =>
  fc.tuple(left, values, fc.constantFrom(...names)).map(
    ([make, both, name]): Make =>
      (row, set) =>
        on(make(row, set), name, both[set]),
  );
