import { type Builder, builder } from "./builder.js";
import { compareIdentity } from "./compare.js";
import { FieldDefinition, type FieldType, type Refusal } from "./definition.js";
import { describe } from "./numeric-type.js";
import { readSettings } from "./settings.js";

/** Refuses what is no day of the Gregorian calendar from 0001-01-01 to 9999-12-31. */
export function refuseDate(value: unknown): Refusal | undefined {
  if (typeof value !== "string") {
    return { rule: "type", message: `must be a date in a string, such as "2024-02-29", not ${describe(value)}` };
  }
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  const day = match && new Date(`${value}T00:00:00Z`);
  // A Date rolls 30 February over into March; a real day reads back as it was written.
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value || match?.[1] === "0000") {
    return { rule: "format", message: 'must be a day of the calendar, such as "2024-02-29"' };
  }
  return undefined;
}

const type: FieldType = {
  name: "date",
  kind: "date",
  facets: {},
  rules: [],
  refuse: refuseDate,
  comparison: compareIdentity,
  json: { type: "string", format: "date" },
  samples: ["2024-02-29", "0001-01-01", "1582-10-10", "9999-12-31"],
};

/** A day, in a string `YYYY-MM-DD`: never a Date, which would move with the time zone. */
export const date = builder<Builder<string>>(
  (options?: object) => new FieldDefinition(type, readSettings("date", options)),
);
