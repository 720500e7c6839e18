import { QueryError } from "../errors/usage.js";
import type { Decimal } from "../fields/digits.js";
import type { StorageKind } from "../fields/kinds.js";
import { describe } from "../fields/numeric-type.js";
import { decimalValue, doubleValue, type Typed, textValue } from "../statement/typed.js";
import { draftOf } from "./drafting.js";
import { Expression } from "./expression.js";
import type { NullOf } from "./numeric.js";

/** What casts give. */
interface Casts {
  readonly text: string;
  readonly float: number;
  readonly decimal: Decimal;
}

const numbers: readonly StorageKind[] = ["int16", "int32", "int64", "bigint", "double", "decimal"];

/** What may become what: only where all databases make the same of it. */
const casts: Readonly<Record<keyof Casts, { readonly as: Typed; readonly from: readonly StorageKind[] }>> = {
  text: {
    as: textValue,
    from: ["int16", "int32", "int64", "bigint", "decimal", "char", "string", "text", "enum", "uuid", "date", "time"],
  },
  float: { as: doubleValue, from: numbers },
  decimal: { as: decimalValue, from: numbers },
};

/**
 * A value as another type: a number as an exact `decimal` or as a `float`, a whole or exact number, a day, a time or a
 * UUID as `text`. Throws `QueryError` for other types, and for values that databases would write in different ways.
 *
 * @example
 * const [post] = await Post.all().values((post) => ({ label: cast(post.views, "text").concat(" views") }));
 * console.assert(post?.label.endsWith(" views"));
 */
export function cast<V, K extends keyof Casts>(expression: Expression<V>, type: K): Expression<Casts[K] | NullOf<V>> {
  const known = Object.hasOwn(casts, type) ? casts[type] : undefined;
  if (known !== undefined) return new Expression({ type: "cast", part: draftOf(expression), ...known });
  const names = Object.keys(casts).join(", ");
  throw new QueryError(`cast makes one of ${names}, not ${typeof type === "string" ? type : describe(type)}.`);
}
