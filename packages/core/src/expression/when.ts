import type { DigitsMark } from "../fields/digits.js";
import type { Scalar } from "../operators/operator.js";
import { type Draft, Drafted } from "./draft.js";
import { draftOf } from "./drafting.js";
import { Expression } from "./expression.js";
import type { Numeric } from "./numeric.js";
import type { Given, Valued } from "./operand.js";

type Choice = Expression<unknown> | Scalar | Uint8Array | null;

/** What is of one kind with a value: any number with a number, any text with a text. */
type Kin<V> = V extends Numeric ? Numeric : V extends string ? string : V extends boolean ? boolean : V;

/** Such a value itself; a decimal is written in a string. */
type Plain<V> =
  V extends DigitsMark<"decimal" | "bigint">
    ? number | bigint | string
    : Exclude<Kin<V>, DigitsMark<"decimal" | "bigint">>;

/** What another branch may give beside one that gives `V`; anything beside NULL. */
type Beside<V> = [V] extends [never] ? unknown : Valued<Kin<V> | null> | Plain<V> | null;

type CaseDraft = Extract<Draft, { type: "case" }>;

/** Branches, of which the first whose condition holds gives the value; NULL where none does, until there is an `otherwise`. */
export class Branches<V> extends Expression<V | null> {
  /** One more branch, looked at where no condition before it holds. */
  when<B extends Choice & Beside<NonNullable<V>>>(
    condition: Expression<boolean | null>,
    then: B,
  ): Branches<V | Given<B>> {
    const { branches } = Drafted.of(this) as CaseDraft;
    return new Branches(branched([...branches, [draftOf(condition), draftOf(then)]], undefined));
  }

  /** The value where no condition holds. */
  otherwise<B extends Choice & Beside<NonNullable<V>>>(value: B): Expression<V | Given<B>> {
    return new Expression(branched((Drafted.of(this) as CaseDraft).branches, draftOf(value)));
  }
}

const branched = (branches: CaseDraft["branches"], otherwise: Draft | undefined): CaseDraft => ({
  type: "case",
  branches,
  otherwise,
});

/**
 * A value where a condition holds, else another: `when(post.views.gt(9), "many", "few")`. With more than one condition,
 * the first that holds decides; without an `otherwise` there is no value where none does. All values are of one kind.
 *
 * @example
 * const sizes = await Post.all().values((post) => ({
 *   size: when(post.views.gte(100), "large").when(post.views.gte(10), "middling").otherwise("small"),
 * }));
 * console.assert(sizes.every(({ size }) => ["large", "middling", "small"].includes(size)));
 */
export function when<A extends Choice, B extends Choice & Beside<NonNullable<Given<A>>>>(
  condition: Expression<boolean | null>,
  then: A,
  otherwise: B,
): Expression<Given<A> | Given<B>>;
export function when<A extends Choice>(condition: Expression<boolean | null>, then: A): Branches<Given<A>>;
export function when(condition: Expression<boolean | null>, ...values: readonly unknown[]): Expression<unknown> {
  const branches: CaseDraft["branches"] = [[draftOf(condition), draftOf(values[0])]];
  return values.length < 2
    ? new Branches(branched(branches, undefined))
    : new Expression(branched(branches, draftOf(values[1])));
}
