import { quantile } from "simple-statistics";

/** The middle of some figures, and between which limits four out of five of them lie. */
export interface Spread {
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
}

/** The spread of some figures. None at all is an error: a median of nothing would look like a result. */
export function spreadOf(figures: readonly number[]): Spread {
  if (figures.length === 0 || figures.some((figure) => !Number.isFinite(figure))) {
    throw new RangeError(
      `No spread of [${figures.join(", ")}]: at least one figure is needed, and all of them finite.`,
    );
  }
  const [p10, median, p90] = quantile([...figures], [0.1, 0.5, 0.9]) as [number, number, number];
  return { p10, median, p90 };
}
