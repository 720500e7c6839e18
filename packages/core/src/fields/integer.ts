import { type Builder, builder, type HasDefault, type NoDefault, type Nullable } from "./builder.js";
import type { Column, Defaulted } from "./column.js";
import { FieldDefinition, type FieldOptions } from "./definition.js";
import { integerType, type NotNumbered, type Numbered, type Range, rangeOptions } from "./numeric-type.js";
import { readSettings } from "./settings.js";

type Options = FieldOptions<number> & Range<number>;

/** `field.integer(options)`: like every builder, and with `autoIncrement` the database numbers new rows. */
export interface IntegerBuilder {
  (options: Options & Numbered): Defaulted<number>;
  (options: Options & NotNumbered & Nullable<number>): Defaulted<number> | null;
  (options: Options & NotNumbered & HasDefault<number>): Defaulted<number>;
  (options?: Options & NotNumbered & NoDefault): Column<number>;
}

type Given = Range<number> & { autoIncrement?: boolean };
const own = [...rangeOptions, "autoIncrement"];

/** Whole numbers from −2 147 483 648 to 2 147 483 647. */
export const integer = builder<IntegerBuilder>((options?: Given) => {
  const facets = options?.autoIncrement ? { autoIncrement: true } : {};
  const type = integerType("integer", "int32", [-2147483648, 2147483647], options ?? {}, facets);
  return new FieldDefinition(type, readSettings("integer", options, own));
});

/** Whole numbers from −32 768 to 32 767. */
export const smallInteger = builder<Builder<number, Range<number>>>((options?: Range<number>) => {
  const type = integerType("smallInteger", "int16", [-32768, 32767], options ?? {});
  return new FieldDefinition(type, readSettings("smallInteger", options, rangeOptions));
});
