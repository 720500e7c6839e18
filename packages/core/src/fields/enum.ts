import { ModelDefinitionError } from "../errors/usage.js";
import { builder, type HasDefault, type NoDefault, type Nullable } from "./builder.js";
import type { Column, Defaulted } from "./column.js";
import { compareIdentity } from "./compare.js";
import { FieldDefinition, type FieldOptions, type FieldType } from "./definition.js";
import { membersIn } from "./limits.js";
import { readSettings } from "./settings.js";

/** Members of an enum: a list of strings, or a TypeScript enum with string values. */
export type EnumMembers = readonly string[] | Readonly<Record<string, string>>;

type Member<V> = V extends readonly (infer S)[] ? S : V[keyof V];

/** Options of `field.enum`. */
export type EnumOptions<T> = FieldOptions<T> & {
  /** Make a named type of this name in databases that have them, instead of a CHECK constraint. */
  typeName?: string | undefined;
};

/** `field.enum(members, options)`. */
export interface EnumBuilder {
  <const V extends EnumMembers>(
    members: V,
    options: EnumOptions<Member<V>> & Nullable<Member<V>>,
  ): Defaulted<Member<V>> | null;
  <const V extends EnumMembers>(
    members: V,
    options: EnumOptions<Member<V>> & HasDefault<Member<V>>,
  ): Defaulted<Member<V>>;
  <const V extends EnumMembers>(members: V, options?: EnumOptions<Member<V>> & NoDefault): Column<Member<V>>;
}

function readMembers(members: unknown): readonly string[] {
  const values: unknown[] = Array.isArray(members) ? members : Object.values(members ?? {});
  if (values.length === 0 || values.some((value) => typeof value !== "string")) {
    throw new ModelDefinitionError(
      'field.enum takes a list of strings, or a TypeScript enum whose members have string values: enum Role { Admin = "admin" }.',
    );
  }
  if (new Set(values).size < values.length) throw new ModelDefinitionError("field.enum lists a member twice.");
  return Object.freeze([...(values as string[])]);
}

/** One of a closed list of strings; the database keeps to the list as well. */
export const enumeration = builder<EnumBuilder>((members: unknown, options?: { typeName?: string }) => {
  return new FieldDefinition(enumType(members, options?.typeName), readSettings("enum", options, ["typeName"]));
});

/** The type of a field that holds one of a closed list of strings. */
export function enumType(members: unknown, typeName: string | undefined): FieldType {
  const values = readMembers(members);
  const known = new Set<unknown>(values);
  const facets = typeName === undefined ? { values } : { values, typeName };
  return {
    name: "enum",
    kind: "enum",
    facets,
    rules: [],
    refuse: (value: unknown) => {
      if (known.has(value)) return undefined;
      return { rule: typeof value === "string" ? "enum" : "type", message: `must be ${membersIn(values)}` };
    },
    comparison: compareIdentity,
    json: { type: "string", enum: values },
    samples: values,
  };
}
