import { ModelDefinitionError } from "../errors/usage.js";
import { type Builder, builder } from "./builder.js";
import type { Managed } from "./column.js";
import { compareInstant } from "./compare.js";
import { FieldDefinition, type FieldOptions, type FieldType, type Refusal } from "./definition.js";
import { instantFromJSON } from "./from-json.js";
import { describe } from "./numeric-type.js";
import { readSettings, type SettingsExtra } from "./settings.js";

function refuse(value: unknown): Refusal | undefined {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return undefined;
  return { rule: "type", message: `must be a Date, not ${describe(value)}` };
}

/** The type of a field that holds instants. Three digits of a second are what a Date has, so three come back exactly. */
export function instantType(name: string, precision = 3): FieldType {
  if (!Number.isInteger(precision) || precision < 0 || precision > 6) {
    throw new ModelDefinitionError(`precision of field.${name} is the digits of a second's fraction: 0 to 6.`);
  }
  const unit = 10 ** (3 - Math.min(precision, 3));
  const samples = [
    "1970-01-01T00:00:00.000Z",
    "2024-02-29T23:59:59.999Z",
    "0099-12-31T00:00:00.001Z",
    "9999-12-31T23:59:59.999Z",
  ];
  return {
    name,
    kind: "datetime",
    facets: { precision },
    rules: [],
    refuse,
    canonical: (value: Date) =>
      value.getTime() % unit === 0 ? value : new Date(Math.floor(value.getTime() / unit) * unit),
    comparison: compareInstant,
    toJSON: (value: Date) => value.toISOString(),
    fromJSON: instantFromJSON,
    json: { type: "string", format: "date-time" },
    samples: samples.map((text) => new Date(Math.floor(Date.parse(text) / unit) * unit)),
  };
}

/** Options of `field.dateTime`. */
export interface InstantOptions {
  /** Digits of the second's fraction that the column keeps, 0 to 6; 3, a Date's own, if not given. */
  precision?: number | undefined;
}

/** An instant, held as a Date and stored in UTC. For a day or a time of day without an instant: `date`, `time`. */
export const dateTime = builder<Builder<Date, InstantOptions>>((options?: InstantOptions) => {
  return new FieldDefinition(
    instantType("dateTime", options?.precision),
    readSettings("dateTime", options, ["precision"]),
  );
});

/** Options of `createdAt` and its like, which have their default already. */
export type StampOptions = Pick<FieldOptions<Date>, "column" | "comment" | "hidden" | "index"> & InstantOptions;

const stampOptions = ["column", "comment", "hidden", "index"];

/** `field.createdAt()` and `field.updatedAt()`. */
export type StampBuilder = (options?: StampOptions) => Managed<Date>;
/** `field.deletedAt()`. */
export type DeletedAtBuilder = (options?: StampOptions) => Managed<Date> | null;

function stamp<Signature>(name: "createdAt" | "updatedAt" | "deletedAt", extra: SettingsExtra): Signature {
  return builder<Signature>((options?: StampOptions) => {
    const settings = readSettings(name, options, ["precision"], { role: name, ...extra }, stampOptions);
    return new FieldDefinition(instantType(name, options?.precision), {
      ...settings,
      readonly: true,
      nullable: name === "deletedAt",
    });
  });
}

const now = (): Date => new Date();

/** When the row was written first. */
export const createdAt = stamp<StampBuilder>("createdAt", { default: now });
/** When the row was written last; every save that changes something sets it. */
export const updatedAt = stamp<StampBuilder>("updatedAt", { default: now, onUpdate: now });
/** When the record was deleted, or null: gives the model soft deletion. */
export const deletedAt = stamp<DeletedAtBuilder>("deletedAt", {});
