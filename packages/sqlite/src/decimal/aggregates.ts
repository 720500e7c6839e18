import { decimalText, negated, plus, type Scaled, scaledOf, unitsAt } from "./arithmetic.js";

/** An aggregate function as better-sqlite3 registers it. NULLs do not count, and of nothing the result is NULL. */
export interface DecimalAggregate<State> {
  readonly start: () => State;
  readonly step: (state: State, value: unknown) => State;
  /** Takes a value out again that has left the frame of a window. */
  readonly inverse?: (state: State, value: unknown) => State;
  readonly result: (state: State) => string | null;
}

interface Total {
  readonly sum: Scaled;
  readonly count: number;
}

const total = {
  start: (): Total => ({ sum: { units: 0n, scale: 0 }, count: 0 }),
  step: (state: Total, value: unknown): Total =>
    value === null ? state : { sum: plus(state.sum, scaledOf(value)), count: state.count + 1 },
  inverse: (state: Total, value: unknown): Total =>
    value === null ? state : { sum: plus(state.sum, negated(scaledOf(value))), count: state.count - 1 },
};

/** The exact sum. */
export const decimalSum: DecimalAggregate<Total> = {
  ...total,
  result: ({ sum, count }) => (count === 0 ? null : decimalText(sum)),
};

/** Digits after the point of an average, which may have no end. */
const averageScale = 16;

/** The average, rounded half away from zero at 16 digits after the point, or at as many as the values have. */
export const decimalAverage: DecimalAggregate<Total> = {
  ...total,
  result: ({ sum, count }) => {
    if (count === 0) return null;
    const scale = Math.max(sum.scale, averageScale);
    const [units, divisor] = [unitsAt(sum, scale) * 2n, BigInt(count) * 2n];
    const half = units < 0n ? -BigInt(count) : BigInt(count);
    return decimalText({ units: (units + half) / divisor, scale });
  },
};

const beats = (side: 1 | -1, value: unknown, best: unknown): boolean => {
  const { units } = plus(scaledOf(value), negated(scaledOf(best)));
  return side > 0 ? units > 0n : units < 0n;
};

/** The smallest (`-1`) or largest (`1`) of the values, as it was written. */
export function decimalExtreme(side: 1 | -1): DecimalAggregate<unknown> {
  return {
    start: () => null,
    step: (best, value) => (value !== null && (best === null || beats(side, value, best)) ? value : best),
    result: (best) => (best === null ? null : String(best)),
  };
}

/** The same of a few values that stand beside each other. */
export const extremeDecimal = (side: 1 | -1, values: readonly unknown[]): string =>
  String(values.reduce((best, value) => (beats(side, value, best) ? value : best)));
