import { decimalText, negated, type Scaled, scaledOf, unitsAt } from "./arithmetic.js";

const magnitude = (units: bigint): bigint => (units < 0n ? -units : units);

/** Without its sign. */
export const absoluteDecimal = (value: unknown): string => {
  const scaled = scaledOf(value);
  return decimalText(scaled.units < 0n ? negated(scaled) : scaled);
};

/** As many digits as PostgreSQL rounds to; more would only take memory. */
const mostDigits = 2000;

/** Rounded to so many digits after the point, or with a negative number before it; a half goes away from zero. */
export function roundDecimal(value: unknown, digits: unknown): string {
  const { units, scale }: Scaled = scaledOf(value);
  const wanted = Math.max(-mostDigits, Math.min(mostDigits, Number(digits)));
  if (wanted >= scale) return decimalText({ units: unitsAt({ units, scale }, wanted), scale: wanted });
  const step = 10n ** BigInt(scale - wanted);
  const rounded = (magnitude(units) * 2n + step) / (step * 2n);
  const signed = units < 0n ? -rounded : rounded;
  return wanted < 0 ? String(signed * 10n ** BigInt(-wanted)) : decimalText({ units: signed, scale: wanted });
}

/** The greatest whole number that is not above it. */
export function floorDecimal(value: unknown): string {
  const { units, scale } = scaledOf(value);
  const step = 10n ** BigInt(scale);
  const cut = units / step;
  return String(units < 0n && units % step !== 0n ? cut - 1n : cut);
}

/** The least whole number that is not below it. */
export function ceilDecimal(value: unknown): string {
  const floored = floorDecimal(decimalText(negated(scaledOf(value))));
  return String(-BigInt(floored));
}

/** What a division by whole numbers leaves over, with the sign of what is divided; NULL for a division by zero. */
export function decimalRemainder(a: unknown, b: unknown): string | null {
  const [left, right] = [scaledOf(a), scaledOf(b)];
  const scale = Math.max(left.scale, right.scale);
  const divisor = unitsAt(right, scale);
  return divisor === 0n ? null : decimalText({ units: unitsAt(left, scale) % divisor, scale });
}
