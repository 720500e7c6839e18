import { type Lookup, lookupOf, type OperatorDefinition, type Scalar } from "./operator.js";

declare const inside: unique symbol; // what the value is, at compile time only

/**
 * A condition on what a value of JSON or an array holds: what `jsonPath`, `hasKey` and `includesAny` give. Of what they
 * look into is known where they stand; apart from a property they fit all that holds what they name.
 */
export interface InsideLookup<in V> {
  readonly [inside]: (value: V) => void;
}

/** One step into JSON: the key of an object, or a place in an array, 0 being the first and -1 the last. */
export type JsonLeg = string | number;

type Plainly = Scalar | null | undefined;

/** What may be the next step from a value of this type. */
type LegOf<V> = unknown extends V
  ? JsonLeg
  : V extends Plainly
    ? never
    : V extends readonly unknown[]
      ? number
      : V extends infer W
        ? keyof W & string // of V itself, V would be guessed from the path
        : never;

type StepInto<V, L> = unknown extends V
  ? unknown
  : V extends Plainly
    ? never
    : V extends readonly unknown[]
      ? L extends number
        ? V[number]
        : never
      : L extends keyof V
        ? V[L]
        : never;

/** `P`, if it leads somewhere in a value of this type; if not, what it may have been meant to be. */
export type LegsOf<V, P extends readonly JsonLeg[]> = P extends readonly [
  infer L extends JsonLeg,
  ...infer R extends readonly JsonLeg[],
]
  ? L extends LegOf<V>
    ? readonly [L, ...LegsOf<StepInto<V, L>, R>]
    : readonly [LegOf<V>, ...JsonLeg[]]
  : P;

/** What is at the end of a path; what is not known, where the path is not. */
export type Reached<V, P extends readonly JsonLeg[]> = P extends readonly []
  ? Exclude<V, null | undefined>
  : P extends readonly [infer L, ...infer R extends readonly JsonLeg[]]
    ? Reached<StepInto<V, L>, R>
    : unknown;

/** What a value inside of JSON may be compared with: a text, number or boolean, `null`, or an operator. */
export type InsideOperand<V> = unknown extends V
  ? string | number | boolean | null | Lookup<string | number | boolean> | InsideLookup<V>
  : Extract<V, string | number | boolean> | null | Lookup<Extract<V, Scalar>> | InsideLookup<Exclude<V, Scalar>>;

/** Members of an array of this type. */
export type MembersOf<V> = V extends readonly (infer E)[] ? readonly NonNullable<E>[] : never;

/** Keys of an object of this type. */
export type KeyOf<V> = unknown extends V ? string : V extends Plainly | readonly unknown[] ? never : keyof V & string;

/** A part of a value of this type: objects with some of the keys, arrays with some of the members. */
export type PartOf<V> = V extends Plainly
  ? V
  : V extends readonly (infer E)[]
    ? readonly PartOf<E>[] | Extract<E, Scalar>
    : { readonly [K in keyof V]?: PartOf<V[K]> };

/** Makes what the user calls, of what is known where it stands. */
export function insideOf<V>(operator: OperatorDefinition, ...operands: readonly unknown[]): InsideLookup<V> {
  return lookupOf(operator, ...operands) as unknown as InsideLookup<V>;
}
