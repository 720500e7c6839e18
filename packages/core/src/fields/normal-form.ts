import type { FieldSettings, FieldType } from "./definition.js";

/**
 * The form that `normalize` gives a value. What is no value of the field's type is left as it is, for the field to
 * refuse it: it may come from a request, and the function was written for the type.
 */
export function normalOf(
  { type, settings }: { readonly type: FieldType; readonly settings: Pick<FieldSettings, "normalize"> },
  value: unknown,
): unknown {
  const { normalize } = settings;
  if (normalize === undefined || value === null || value === undefined) return value;
  const why = type.refuse(value);
  if (why?.rule === "type") return value;
  try {
    return normalize(value as never);
  } catch (error) {
    if (why !== undefined) return value;
    throw error;
  }
}
