import { aggregates } from "../functions/aggregate.js";
import { parts, starts } from "../functions/calendar.js";
import { comparisons } from "../functions/comparisons.js";
import { scalars } from "../functions/scalar.js";
import { among, called, callOf, choose, compared, draftOf, logical, orderOf, Turned, windowed } from "./drafting.js";
import type { Average, NullOf, Numeric, Total, Widest } from "./numeric.js";
import {
  type Certain,
  type Certainty,
  type Given,
  type Listing,
  type NumberOf,
  type NumericOperand,
  type Operand,
  type Quotient,
  Valued,
} from "./operand.js";
import type { Ordering, Window } from "./window.js";

type PartUnit = Exclude<keyof typeof parts, "year" | "month" | "day">;
type StartUnit = keyof typeof starts;

/**
 * Something that the database reckons: a column, a function of columns, a comparison. Callbacks of queries get the
 * columns, and give back what is made of them.
 *
 * @example
 * const popular = await Post.where((post) => post.views.plus(10).gt(100).and(post.title.lower().contains("orm")));
 * console.assert(Array.isArray(popular));
 */
export class Expression<out V> extends Valued<V> {
  /** Equal; `null` for one that has no value. */
  eq(other: Operand<NonNullable<V>> | null): Expression<boolean> {
    return new Expression(compared(this, comparisons.eq, [other]));
  }
  /** Not equal; what has no value is different from every value. */
  ne(other: Operand<NonNullable<V>> | null): Expression<boolean> {
    return new Expression(compared(this, comparisons.ne, [other]));
  }
  /** Greater than, after. */
  gt(other: Operand<NonNullable<V>>): Expression<boolean> {
    return new Expression(compared(this, comparisons.gt, [other]));
  }
  /** Greater than or equal to, not before. */
  gte(other: Operand<NonNullable<V>>): Expression<boolean> {
    return new Expression(compared(this, comparisons.gte, [other]));
  }
  /** Less than, before. */
  lt(other: Operand<NonNullable<V>>): Expression<boolean> {
    return new Expression(compared(this, comparisons.lt, [other]));
  }
  /** Less than or equal to, not after. */
  lte(other: Operand<NonNullable<V>>): Expression<boolean> {
    return new Expression(compared(this, comparisons.lte, [other]));
  }
  /** Not before the first and not after the second. */
  between(from: Operand<NonNullable<V>>, to: Operand<NonNullable<V>>): Expression<boolean> {
    return new Expression(compared(this, comparisons.between, [from, to]));
  }
  /** One of these values; the list may hold `null`. Or one of the rows of a query of one property, or of one value. */
  oneOf(members: readonly (NonNullable<V> | null)[] | Listing<NonNullable<V> | null>): Expression<boolean> {
    return new Expression(among(this, members, false));
  }
  /** None of these values, nor of the rows of a query. */
  noneOf(members: readonly (NonNullable<V> | null)[] | Listing<NonNullable<V> | null>): Expression<boolean> {
    return new Expression(among(this, members, true));
  }
  /** Has no value. */
  isNull(): Expression<boolean> {
    return new Expression(compared(this, comparisons.isNull, []));
  }
  /** Has a value. */
  isNotNull(): Expression<boolean> {
    return new Expression(compared(this, comparisons.isNotNull, []));
  }

  /** LIKE: `%` for any characters, `_` for one. */
  like(this: Expression<string | null>, pattern: string): Expression<boolean> {
    return new Expression(compared(this, comparisons.like, [pattern]));
  }
  /** As `like`, capital letters or not. */
  ilike(this: Expression<string | null>, pattern: string): Expression<boolean> {
    return new Expression(compared(this, comparisons.ilike, [pattern]));
  }
  /** Contains the given text; nothing in it is a wildcard. */
  contains(this: Expression<string | null>, text: string): Expression<boolean> {
    return new Expression(compared(this, comparisons.contains, [text]));
  }
  /** As `contains`, capital letters or not. */
  icontains(this: Expression<string | null>, text: string): Expression<boolean> {
    return new Expression(compared(this, comparisons.icontains, [text]));
  }
  /** Begins with the given text. */
  startsWith(this: Expression<string | null>, text: string): Expression<boolean> {
    return new Expression(compared(this, comparisons.startsWith, [text]));
  }
  /** As `startsWith`, capital letters or not. */
  istartsWith(this: Expression<string | null>, text: string): Expression<boolean> {
    return new Expression(compared(this, comparisons.istartsWith, [text]));
  }
  /** Ends with the given text. */
  endsWith(this: Expression<string | null>, text: string): Expression<boolean> {
    return new Expression(compared(this, comparisons.endsWith, [text]));
  }
  /** As `endsWith`, capital letters or not. */
  iendsWith(this: Expression<string | null>, text: string): Expression<boolean> {
    return new Expression(compared(this, comparisons.iendsWith, [text]));
  }

  /** Both hold. */
  and(this: Expression<boolean | null>, ...others: readonly Expression<boolean | null>[]): Expression<boolean> {
    return new Expression(logical("and", [this, ...others]));
  }
  /** One of them holds. */
  or(this: Expression<boolean | null>, ...others: readonly Expression<boolean | null>[]): Expression<boolean> {
    return new Expression(logical("or", [this, ...others]));
  }
  /** Does not hold, or cannot be told because a value is missing. */
  not(this: Expression<boolean | null>): Expression<boolean> {
    return new Expression(logical("not", [this]));
  }

  /** The sum of both. */
  plus<O extends NumericOperand<V>>(this: Expression<Numeric | null>, other: O): Expression<Widest<V, NumberOf<O>>> {
    return new Expression(called(scalars.plus, [this, other]));
  }
  /** The difference. */
  minus<O extends NumericOperand<V>>(this: Expression<Numeric | null>, other: O): Expression<Widest<V, NumberOf<O>>> {
    return new Expression(called(scalars.minus, [this, other]));
  }
  /** The product. */
  times<O extends NumericOperand<V>>(this: Expression<Numeric | null>, other: O): Expression<Widest<V, NumberOf<O>>> {
    return new Expression(called(scalars.times, [this, other]));
  }
  /** The quotient; of two whole numbers, without what is left over. NULL where the other is 0. */
  dividedBy<O extends NumericOperand<V>>(this: Expression<Numeric | null>, other: O): Expression<Quotient<V, O>> {
    return new Expression(called(scalars.dividedBy, [this, other]));
  }
  /** What a division leaves over. NULL where the other is 0. */
  modulo<O extends NumericOperand<V>>(this: Expression<Numeric | null>, other: O): Expression<Quotient<V, O>> {
    return new Expression(called(scalars.modulo, [this, other]));
  }
  /** Without its sign. */
  abs(this: Expression<Numeric | null>): Expression<Total<V>> {
    return new Expression(called(scalars.abs, [this]));
  }
  /** The greatest whole number that is not above it. */
  floor(this: Expression<Numeric | null>): Expression<Total<V>> {
    return new Expression(called(scalars.floor, [this]));
  }
  /** The least whole number that is not below it. */
  ceiling(this: Expression<Numeric | null>): Expression<Total<V>> {
    return new Expression(called(scalars.ceiling, [this]));
  }
  /** Rounded to so many digits after the point; to a whole number if not given. */
  round(this: Expression<Numeric | null>, digits = 0): Expression<Total<V>> {
    return new Expression(called(scalars.round, [this, digits]));
  }

  /** In small letters. */
  lower(this: Expression<string | null>): Expression<string | NullOf<V>> {
    return new Expression(called(scalars.lower, [this]));
  }
  /** In capital letters. */
  upper(this: Expression<string | null>): Expression<string | NullOf<V>> {
    return new Expression(called(scalars.upper, [this]));
  }
  /** Without spaces at both ends. */
  trim(this: Expression<string | null>): Expression<string | NullOf<V>> {
    return new Expression(called(scalars.trim, [this]));
  }
  /** The number of characters, or of an array's members. */
  length(this: Expression<string | readonly unknown[] | null>): Expression<number | NullOf<V>> {
    return new Expression(called(scalars.length, [this]));
  }
  /** Characters from a place on, the first being 1; so many of them, or all. */
  substring(
    this: Expression<string | null>,
    from: Certainty<number>,
    length?: Certainty<number>,
  ): Expression<string | NullOf<V>> {
    return new Expression(
      length === undefined ? called(scalars.rest, [this, from]) : called(scalars.substring, [this, from, length]),
    );
  }
  /** With every occurrence of a text replaced by another. */
  replace(
    this: Expression<string | null>,
    text: Certainty<string>,
    by: Certainty<string>,
  ): Expression<string | NullOf<V>> {
    return new Expression(called(scalars.replace, [this, text, by]));
  }
  /** Where a text is found, the first place being 1; 0 if it is not. */
  position(this: Expression<string | null>, text: Certainty<string>): Expression<number | NullOf<V>> {
    return new Expression(called(scalars.position, [this, text]));
  }
  /** With other texts after it. */
  concat<O extends readonly Operand<string>[]>(
    this: Expression<string | null>,
    ...others: O
  ): Expression<string | NullOf<V | Given<O[number]>>> {
    return new Expression(called(scalars.concat, [this, ...others]));
  }

  /** The year. Of an instant, in UTC. */
  year(this: Expression<Date | string | null>): Expression<number | NullOf<V>> {
    return new Expression(called(parts.year, [this]));
  }
  /** The month, 1 to 12. Of an instant, in UTC. */
  month(this: Expression<Date | string | null>): Expression<number | NullOf<V>> {
    return new Expression(called(parts.month, [this]));
  }
  /** The day of the month. Of an instant, in UTC. */
  day(this: Expression<Date | string | null>): Expression<number | NullOf<V>> {
    return new Expression(called(parts.day, [this]));
  }
  /** Another part than year, month and day: the week as ISO 8601 counts it, of the week the day from Monday, 1, on. */
  part(this: Expression<Date | string | null>, unit: PartUnit): Expression<number | NullOf<V>> {
    return new Expression(called(choose(parts, unit), [this]));
  }
  /** The first moment or day of the unit that it is in, in UTC; a week begins with Monday. */
  startOf(this: Expression<Date | string | null>, unit: StartUnit): Expression<V> {
    return new Expression(called(choose(starts, unit), [this]));
  }

  /** This, or the first of the others that has a value. */
  coalesce<O extends readonly Operand<NonNullable<V>>[]>(
    ...others: O
  ): Expression<NonNullable<V> | ([Certain<O[number]>] extends [never] ? NullOf<V> : never)> {
    return new Expression(called(scalars.coalesce, [this, ...others]));
  }
  /** No value where it equals the other. */
  nullIf(other: Operand<NonNullable<V>>): Expression<V | null> {
    return new Expression(called(scalars.nullIf, [this, other]));
  }

  /** How many rows of the group have a value here. */
  count(): Aggregate<number> {
    return new Aggregate(called(aggregates.count, [this]));
  }
  /** How many different values the group has here. */
  countDistinct(): Aggregate<number> {
    return new Aggregate(called(aggregates.countDistinct, [this]));
  }
  /** The sum over the group; no value for no rows. */
  sum(this: Expression<Numeric | null>): Aggregate<Total<V> | null> {
    return new Aggregate(called(aggregates.sum, [this]));
  }
  /** The average over the group: of decimals a decimal, of other numbers a number. */
  avg(this: Expression<Numeric | null>): Aggregate<Average<V> | null> {
    return new Aggregate(called(aggregates.avg, [this]));
  }
  /** The least value of the group. */
  min(): Aggregate<NonNullable<V> | null> {
    return new Aggregate(called(aggregates.min, [this]));
  }
  /** The greatest value of the group. */
  max(): Aggregate<NonNullable<V> | null> {
    return new Aggregate(called(aggregates.max, [this]));
  }
  /** The texts of the group, one after the other with a separator between. */
  stringAgg(this: Expression<string | null>, separator: string): Aggregate<string | null> {
    return new Aggregate(called(aggregates.stringAgg, [this, separator]));
  }

  /** The values of the group in a list, NULL among them; an empty one for no rows. */
  arrayAgg(): Aggregate<V[]> {
    return new Aggregate(called(aggregates.arrayAgg, [this]));
  }

  /** For an order: from the greatest to the least. */
  desc(): Turned {
    return new Turned(draftOf(this));
  }
}

/** An expression over the rows of a group. */
export class Aggregate<out V> extends Expression<V> {
  /** Only over rows for which the condition holds. */
  filter(condition: Expression<boolean | null>): Aggregate<V> {
    return new Aggregate({ ...callOf(this), filter: draftOf(condition) });
  }

  /** Equal values count once. */
  distinct(): Aggregate<V> {
    return new Aggregate({ ...callOf(this), distinct: true });
  }

  /** In this order, for what makes a list or one text of many values. */
  orderBy(...terms: readonly Ordering[]): Aggregate<V> {
    return new Aggregate({ ...callOf(this), order: terms.flat().map(orderOf) });
  }

  /** Over the rows around each row instead of those of its group. */
  over(window: Window): Expression<V> {
    return new Expression(windowed(callOf(this), window));
  }
}
