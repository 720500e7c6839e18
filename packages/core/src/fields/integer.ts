import { type Builder, builder, type HasDefault, type HasOnUpdate, type Nullable } from "./builder.js";
import type { Column, Defaulted } from "./column.js";
import { FieldDefinition, type FieldOptions } from "./definition.js";
import { integerType, type Range, rangeOptions } from "./numeric-type.js";
import { readSettings } from "./settings.js";

/** Options of integer fields. */
export type IntegerOptions = FieldOptions<number> & Range<number> & { autoIncrement?: false | undefined };

/** `field.integer(options)`: like every builder, and with `autoIncrement` the database numbers new rows. */
export interface IntegerBuilder {
  (options: FieldOptions<number> & Range<number> & { autoIncrement: true }): Defaulted<number>;
  (
    options: IntegerOptions & Nullable & Partial<HasDefault<number | null> & HasOnUpdate<number>>,
  ): Defaulted<number> | null;
  (options: IntegerOptions & (HasDefault<number> | HasOnUpdate<number>)): Defaulted<number>;
  (options?: IntegerOptions): Column<number>;
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
