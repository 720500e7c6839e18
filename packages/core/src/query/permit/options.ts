import type { FieldKeys, Plain, ValueAt } from "../../fields/column.js";
import type { Path } from "../loaded.js";
import type { PermittedOperator } from "./operators.js";

/** The operators that mean something for a property of this type. */
type OperatorsOf<V> =
  | "eq"
  | "ne"
  | (null extends V ? "isNull" : never)
  | (NonNullable<V> extends boolean
      ? never
      : NonNullable<V> extends string
        ? Exclude<PermittedOperator, "isNull">
        : NonNullable<V> extends Uint8Array
          ? "oneOf"
          : "oneOf" | "gt" | "gte" | "lt" | "lte");

/** By property, what it may be compared by: `{ views: ["gte", "lte"], status: ["eq", "oneOf"] }`. */
export type PermittedFilter<T> = {
  readonly [K in FieldKeys<T>]?: readonly OperatorsOf<Plain<ValueAt<T, K>>>[] | undefined;
};

/** What a request may ask for. */
export interface PermitOptions<T, S extends string = never> {
  /**
   * Properties that it may filter by, `filter[status]=open` and `filter[age][gte]=18`: by all operators that they have,
   * or by those that an object names.
   */
  readonly filter?: readonly (FieldKeys<T> & string)[] | PermittedFilter<T> | undefined;
  /** Properties that it may sort by: `sort=-createdAt,id`. */
  readonly sort?: readonly (FieldKeys<T> & string)[] | undefined;
  /** Relations that it may have along, by their paths: `include=author,comments.author`. */
  readonly include?: readonly Path<T, S>[] | undefined;
  /** Records on a page where `page[size]` says nothing; 20 if not given. */
  readonly size?: number | undefined;
  /** The most that `page[size]` may say; 100 if not given. */
  readonly maxSize?: number | undefined;
}

/** The same, as it is read. */
export interface PermitSettings {
  readonly filter?: readonly string[] | Readonly<Record<string, readonly string[] | undefined>> | undefined;
  readonly sort?: readonly string[] | undefined;
  readonly include?: readonly string[] | undefined;
  readonly size?: number | undefined;
  readonly maxSize?: number | undefined;
}
