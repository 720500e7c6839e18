/** Survives two copies of the package; sits on the prototype, where no parsed JSON can put it. */
const brand = Symbol.for("@chakra-orm/quantifier");

/** How many of the related rows must match. */
export type QuantifierName = "some" | "every" | "none";

/** `some(…)`, `every(…)`, `none(…)` at run time. */
export class QuantifierValue {
  readonly quantifier: QuantifierName;
  /** `undefined` for any row at all. */
  readonly condition: unknown;

  constructor(quantifier: QuantifierName, condition: unknown) {
    this.quantifier = quantifier;
    this.condition = condition;
    Object.freeze(this);
  }

  get [brand](): true {
    return true;
  }
}

/** Tells whether `value` was made by `some`, `every` or `none`; parsed JSON never is. */
export function isQuantifier(value: unknown): value is QuantifierValue {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as { [brand]?: unknown })[brand] === true &&
    !Object.hasOwn(value, brand)
  );
}

export function some(condition?: unknown): never {
  return new QuantifierValue("some", condition) as never;
}
export function every(condition: unknown): never {
  return new QuantifierValue("every", condition) as never;
}
export function none(condition?: unknown): never {
  return new QuantifierValue("none", condition) as never;
}
