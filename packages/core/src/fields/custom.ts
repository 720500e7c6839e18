import { ModelDefinitionError } from "../errors/usage.js";
import { builder, type HasDefault, type NoDefault, type Nullable } from "./builder.js";
import type { Column, Defaulted, Plain } from "./column.js";
import { compareIdentity } from "./compare.js";
import { FieldDefinition, type FieldOptions, type FieldType, type ReadJson, type Refusal } from "./definition.js";
import { describe } from "./numeric-type.js";
import { readSettings } from "./settings.js";

/** A type of your own: how a value is held, and as which field it is stored. */
export interface CustomType<T, S = unknown> {
  /** For messages. */
  readonly name: string;
  /** The field that the database sees: `field.decimal(12, 2)`. */
  readonly storedAs: S;
  /** To the value that `storedAs` holds. */
  readonly toStored: (value: T) => Plain<S>;
  /** From the value that `storedAs` holds. */
  readonly fromStored: (stored: Plain<S>) => T;
  /** What is wrong with a value, or `undefined`: a sentence that can follow the property's name. */
  readonly refuse?: (value: T) => string | undefined;
}

/** `field(customType, options)`. */
export interface CustomBuilder {
  <T, S>(type: CustomType<T, S>, options: FieldOptions<T> & Nullable<T>): Defaulted<T> | null;
  <T, S>(type: CustomType<T, S>, options: FieldOptions<T> & HasDefault<T>): Defaulted<T>;
  <T, S>(type: CustomType<T, S>, options?: FieldOptions<T> & NoDefault): Column<T>;
}

/** The value's stored form decides what fits and what changed, so a custom type need not say either. */
function typeOf(custom: CustomType<unknown>, stored: FieldType): FieldType {
  const toStored = custom.toStored as (value: unknown) => unknown;
  const refuse = (value: unknown): Refusal | undefined => {
    const own = custom.refuse?.(value);
    if (own !== undefined) return { rule: custom.name, message: own };
    try {
      return stored.refuse(toStored(value));
    } catch (error) {
      const reason = error instanceof Error ? `: ${error.message}` : "";
      return { rule: "type", message: `is ${describe(value)}, which ${custom.name} cannot store${reason}` };
    }
  };
  const canonical = (stored.canonical ?? ((value: unknown) => value)) as (value: unknown) => unknown;
  const encode = (stored.encode ?? ((value: unknown) => value)) as (value: unknown) => unknown;
  const decode = (stored.decode ?? ((value: unknown) => value)) as (value: unknown) => unknown;
  const comparison = stored.comparison ?? compareIdentity;
  return {
    ...stored,
    name: custom.name,
    refuse,
    canonical: (value: unknown) => value,
    encode: (value: unknown) => encode(canonical(toStored(value))),
    decode: (raw: unknown) => custom.fromStored(decode(raw) as never),
    comparison: {
      snapshot: (value) => comparison.snapshot(canonical(toStored(value))),
      changed: (value, snapshot) => comparison.changed(canonical(toStored(value)), snapshot),
      restore: (snapshot) => custom.fromStored(comparison.restore(snapshot) as never),
      ...(comparison.keepsText && { keepsText: true }),
    },
    fromJSON: (json: unknown): ReadJson => {
      const read = stored.fromJSON?.(json) ?? { value: json };
      const why = read.rule === undefined ? stored.refuse(read.value) : read;
      if (why !== undefined) return why;
      try {
        return { value: custom.fromStored(canonical((read as { value: unknown }).value) as never) };
      } catch (error) {
        const reason = error instanceof Error ? `: ${error.message}` : "";
        return { rule: "type", message: `is ${describe(json)}, of which ${custom.name} makes no value${reason}` };
      }
    },
    toJSON: (value: unknown) => (stored.toJSON ?? ((held: unknown) => held))(toStored(value) as never),
    samples: stored.samples.flatMap((sample) => fromSample(custom, sample)),
  };
}

/** The value of a sample, if it has one: not everything that can be stored is one of a narrower type. */
function fromSample(custom: CustomType<unknown>, sample: unknown): unknown[] {
  try {
    return [custom.fromStored(sample as never)];
  } catch {
    return [];
  }
}

/** The call of `field` itself. */
export const custom = builder<CustomBuilder>((type: CustomType<unknown>, options?: object) => {
  const stored: unknown = type?.storedAs;
  if (!(stored instanceof FieldDefinition) || stored.type === undefined || typeof type.toStored !== "function") {
    throw new ModelDefinitionError(
      "field(type) takes a custom type: { name, storedAs: field.text(), toStored: (value) => …, fromStored: (stored) => … }.",
    );
  }
  return new FieldDefinition(typeOf(type, stored.type), readSettings(type.name, options));
});
