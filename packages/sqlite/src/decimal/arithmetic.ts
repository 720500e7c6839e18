import { decimalParts } from "./parts.js";

/** A decimal as a whole number of units, each 10^-scale. */
export interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

/** Reads a decimal, keeping how many digits it has after the point: "12.50" has two. */
export function scaledOf(value: unknown): Scaled {
  const { negative, whole, fraction } = decimalParts(value);
  const written = String(value).split(".")[1]?.length ?? 0;
  const units = BigInt(`${whole}${fraction.padEnd(written, "0")}` || "0");
  return { units: negative ? -units : units, scale: written };
}

/** The same number in smaller units. */
export const unitsAt = ({ units, scale }: Scaled, finer: number): bigint => units * 10n ** BigInt(finer - scale);

/** Writes a decimal in the one way that we store it. */
export function decimalText({ units, scale }: Scaled): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const point = digits.length - scale;
  return `${units < 0n ? "-" : ""}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ""}`;
}

/** Adds exactly; the sum has as many digits after the point as the longer of the two. */
export function plus(a: Scaled, b: Scaled): Scaled {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

/** The same size on the other side of zero. */
export const negated = ({ units, scale }: Scaled): Scaled => ({ units: -units, scale });

/** `+` of decimals in text. */
export const addDecimals = (a: unknown, b: unknown): string => decimalText(plus(scaledOf(a), scaledOf(b)));

/** `-` of decimals in text. */
export const subtractDecimals = (a: unknown, b: unknown): string =>
  decimalText(plus(scaledOf(a), negated(scaledOf(b))));

/** `*` of decimals in text. The product has the digits after the point of both, so that none is lost. */
export function multiplyDecimals(a: unknown, b: unknown): string {
  const [left, right] = [scaledOf(a), scaledOf(b)];
  return decimalText({ units: left.units * right.units, scale: left.scale + right.scale });
}

/** How many digits of a double are sure to be those that were meant. */
const doubleDigits = 15;

/** A double as a decimal, of the digits that are sure. */
export function decimalOf(value: unknown): string {
  const [digits = "", exponent = "0"] = Number(value)
    .toExponential(doubleDigits - 1)
    .split("e");
  const kept = digits.replace(/\.?0+$/, "");
  const scale = (kept.split(".")[1]?.length ?? 0) - Number(exponent);
  const units = BigInt(kept.replace(".", ""));
  return decimalText(scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale });
}
