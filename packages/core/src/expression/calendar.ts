import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { clock, formats, shifts, spans } from "../functions/calendar.js";
import { scalars } from "../functions/scalar.js";
import { isPlainObject } from "../statement/plain-object.js";
import { called, choose } from "./drafting.js";
import { Expression } from "./expression.js";
import type { NullOf } from "./numeric.js";
import type { Certainty, Given, Operand } from "./operand.js";

/** The moment at which the statement runs, the same in all of it, to the millisecond. */
export function now(): Expression<Date> {
  return new Expression(called(clock.now, []));
}

/** The day on which the statement runs, in UTC. */
export function today(): Expression<string> {
  return new Expression(called(clock.today, []));
}

/** How much later: whole numbers, negative ones for earlier. */
export type TimeSpan = { readonly [K in keyof typeof shifts]?: Certainty<number> };

/**
 * A day or an instant so much later, in UTC: `addTime(post.createdAt, { months: 1, days: -1 })`. Where a month has no
 * such day it is the last one. Days have no hours. Throws `QueryError` for other units.
 *
 * @example
 * const recent = await Post.where((post) => addTime(post.createdAt, { days: 7 }).gt(now()));
 * console.assert(Array.isArray(recent));
 */
export function addTime<V extends Date | string | null>(of: Expression<V>, span: TimeSpan): Expression<V> {
  if (!isPlainObject(span)) throw new QueryError(`addTime takes units, such as { days: 3 }, not ${describe(span)}.`);
  for (const unit of Object.keys(span)) choose(shifts, unit);
  let later = of;
  for (const [unit, definition] of Object.entries(shifts)) {
    const amount = span[unit as keyof TimeSpan];
    if (amount === undefined) continue;
    if (!(amount instanceof Expression || Number.isSafeInteger(amount))) {
      throw new QueryError(`addTime takes a whole number of ${unit}, not ${describe(amount)}.`);
    }
    later = new Expression(called(definition, [later, amount]));
  }
  return later;
}

/**
 * How many whole units lie between two days or two instants; negative where the second is earlier.
 *
 * @example
 * const rows = await Post.values((post) => ({ age: timeBetween(post.createdAt, now(), "days") }));
 * console.assert(rows.every(({ age }) => age >= 0));
 */
export function timeBetween<V extends Date | string | null, O extends Operand<NonNullable<V>>>(
  from: Expression<V>,
  to: O,
  unit: keyof typeof spans,
): Expression<number | NullOf<V | Given<O>>> {
  return new Expression(called(choose(spans, unit), [from, to]));
}

/** Letters that stand for a part, or one character that stands for itself. */
const token = /yyyy|MM|dd|HH|mm|ss|[^a-zA-Z]|T/y;

/**
 * A day, a time or an instant as text, in UTC: `yyyy`, `MM`, `dd`, `HH`, `mm` and `ss` are its parts in digits; what is
 * no letter stands for itself, and so does `T`. Throws `QueryError` for other letters: what they mean differs.
 *
 * @example
 * const [post] = await Post.orderBy("id").values((post) => ({ month: formatDate(post.createdAt, "yyyy-MM") }));
 * console.assert(/^\d{4}-\d{2}$/.test(post?.month ?? ""));
 */
export function formatDate<V extends Date | string | null>(
  of: Expression<V>,
  pattern: string,
): Expression<string | NullOf<V>> {
  if (typeof pattern !== "string" || pattern === "") {
    throw new QueryError(`formatDate takes a pattern such as "yyyy-MM-dd", not ${describe(pattern)}.`);
  }
  const pieces: unknown[] = [];
  for (token.lastIndex = 0; token.lastIndex < pattern.length; ) {
    const at = token.lastIndex;
    const [found] = token.exec(pattern) ?? [];
    if (found === undefined) {
      const known = Object.keys(formats).join(", ");
      throw new QueryError(`formatDate knows ${known}, not what stands at ${JSON.stringify(pattern.slice(at))}.`);
    }
    const definition = Object.hasOwn(formats, found) ? formats[found as keyof typeof formats] : undefined;
    pieces.push(definition === undefined ? found : new Expression(called(definition, [of])));
  }
  return new Expression(called(scalars.concat, pieces));
}
