import { ModelDefinitionError } from "../errors/usage.js";
import { builder, type HasDefault, type NoDefault, type Nullable } from "./builder.js";
import type { Column, Defaulted } from "./column.js";
import { compareIdentity } from "./compare.js";
import { FieldDefinition, type FieldOptions, type FieldType, type Refusal } from "./definition.js";
import type { Decimal } from "./digits.js";
import { describe, type Range, rangeOptions, readRange } from "./numeric-type.js";
import { readSettings } from "./settings.js";

/** Options of `field.decimal`; limits are decimals in strings too. */
export type DecimalOptions = FieldOptions<string> & Range<string>;

/** `field.decimal(precision, scale, options)`. */
export interface DecimalBuilder {
  (precision: number, scale: number, options: DecimalOptions & Nullable<string>): Defaulted<Decimal> | null;
  (precision: number, scale: number, options: DecimalOptions & HasDefault<string>): Defaulted<Decimal>;
  (precision: number, scale: number, options?: DecimalOptions & NoDefault): Column<Decimal>;
}

const plain = /^-?\d+(\.\d+)?$/;

/** Refuses what is no decimal, or would have to be rounded or cut to fit. */
function refuseBeyond(precision: number, scale: number): FieldType["refuse"] {
  return (value): Refusal | undefined => {
    if (typeof value !== "string" || !plain.test(value)) {
      return { rule: "type", message: `must be a decimal in a string, such as "12.50", not ${describe(value)}` };
    }
    const [whole = "", fraction = ""] = value.replace("-", "").split(".");
    if (fraction.replace(/0+$/, "").length > scale) {
      return { rule: "scale", message: `may have ${scale} digits after the point` };
    }
    if (whole.replace(/^0+/, "").length > precision - scale) {
      return { rule: "precision", message: `may have ${precision - scale} digits before the point` };
    }
    return undefined;
  };
}

/** The one way to write a decimal of this scale: no leading zeros, no minus before zero, all digits after the point. */
function canonicalOf(scale: number): (value: string) => string {
  return (value) => {
    const [whole = "", fraction = ""] = value.replace("-", "").split(".");
    const digits = fraction.slice(0, scale).padEnd(scale, "0");
    const number = `${whole.replace(/^0+(?=\d)/, "")}${scale > 0 ? `.${digits}` : ""}`;
    return value.startsWith("-") && /[1-9]/.test(number) ? `-${number}` : number;
  };
}

/** The same as `refuseBeyond`, as a regular expression. */
function patternOf(before: number, after: number): string {
  const whole = before === 0 ? "0+" : `0*[0-9]{1,${before}}`;
  const fraction = after === 0 ? "0+" : `[0-9]{1,${after}}0*`;
  return `^-?${whole}([.]${fraction})?$`;
}

function samplesOf(precision: number, scale: number): string[] {
  const nines = "9".repeat(precision - scale) || "0";
  const most = scale > 0 ? `${nines}.${"9".repeat(scale)}` : nines;
  const zero = scale > 0 ? `0.${"0".repeat(scale)}` : "0";
  return [zero, most, `-${most}`];
}

/**
 * An exact decimal of `precision` digits, `scale` of them after the point, held as a string so that no digit is lost.
 * A value is never rounded: one that does not fit is refused.
 */
export const decimal = builder<DecimalBuilder>((precision: number, scale: number, options?: Range<string>) => {
  const whole = Number.isInteger(precision) && Number.isInteger(scale);
  if (!whole || precision < 1 || precision > 1000 || scale < 0 || scale > precision) {
    throw new ModelDefinitionError(
      "field.decimal needs a precision from 1 to 1000 and a scale from 0 to the precision: field.decimal(12, 2).",
    );
  }
  const refuse = refuseBeyond(precision, scale);
  const type: FieldType = {
    name: "decimal",
    kind: "decimal",
    facets: { precision, scale },
    rules: readRange("decimal", options ?? {}, refuse),
    refuse,
    canonical: canonicalOf(scale),
    comparison: compareIdentity,
    json: { type: "string", pattern: patternOf(precision - scale, scale) },
    samples: samplesOf(precision, scale),
  };
  return new FieldDefinition(type, readSettings("decimal", options, rangeOptions));
});
