import { ModelDefinitionError } from "../errors/usage.js";
import { builder, type HasDefault, type NoDefault, type Nullable } from "./builder.js";
import type { Column, Defaulted, Plain } from "./column.js";
import { compareArray } from "./compare.js";
import { FieldDefinition, type FieldOptions, type FieldType, type ReadJson, type Refusal } from "./definition.js";
import { orNull } from "./json-schema.js";
import { describe } from "./numeric-type.js";
import { readSettings } from "./settings.js";

/** `field.array(of, options)`. */
export interface ArrayBuilder {
  <E>(of: E, options: FieldOptions<Plain<E>[]> & Nullable<Plain<E>[]>): Defaulted<Plain<E>[]> | null;
  <E>(of: E, options: FieldOptions<Plain<E>[]> & HasDefault<Plain<E>[]>): Defaulted<Plain<E>[]>;
  <E>(of: E, options?: FieldOptions<Plain<E>[]> & NoDefault): Column<Plain<E>[]>;
}

function arrayType(element: FieldType, nullable: boolean): FieldType {
  const each = (change: ((member: never) => unknown) | undefined) =>
    change && ((value: unknown[]) => value.map((member) => (member === null ? null : change(member as never))));
  const [encode, decode, canonical, toJSON] = [element.encode, element.decode, element.canonical, element.toJSON].map(
    each,
  );
  return {
    name: "array",
    kind: "array",
    facets: { element: { kind: element.kind, facets: element.facets, nullable } },
    rules: [],
    refuse: (value): Refusal | undefined => {
      if (!Array.isArray(value)) return { rule: "type", message: `must be an array, not ${describe(value)}` };
      // An index loop: forEach and its like pass over the holes of a sparse array.
      for (let i = 0; i < value.length; i++) {
        const member: unknown = value[i];
        if (member === null && nullable) continue;
        const why = member == null ? { rule: "required", message: `is ${describe(member)}` } : element.refuse(member);
        if (why !== undefined) return { rule: why.rule, message: `at [${i}] ${why.message}` };
      }
      return undefined;
    },
    ...(encode && { encode }),
    ...(decode && { decode }),
    ...(canonical && { canonical }),
    ...(toJSON && { toJSON }),
    ...(element.fromJSON && { fromJSON: membersFromJSON(element.fromJSON) }),
    comparison: compareArray(element.comparison),
    json: { type: "array", items: nullable ? orNull(element.json ?? {}) : (element.json ?? {}) },
    samples: [[], [...element.samples], ...(nullable ? [[null, ...element.samples]] : [])],
  };
}

function membersFromJSON(read: (json: unknown) => ReadJson): (json: unknown) => ReadJson {
  return (json) => {
    // What is no array is refused by the field.
    if (!Array.isArray(json)) return { value: json };
    const members: unknown[] = [];
    for (const [i, each] of json.entries()) {
      const member = each === null ? { value: null } : read(each);
      if (member.rule !== undefined) return { rule: member.rule, message: `at [${i}] ${member.message}` };
      members.push(member.value);
    }
    return { value: members };
  };
}

/** A list of values of one field: `field.array(field.string(50))`. Compared by value, so a `push` is seen and saved. */
export const array = builder<ArrayBuilder>((of: unknown, options?: object) => {
  if (!(of instanceof FieldDefinition) || of.type === undefined) {
    throw new ModelDefinitionError("field.array takes the field of its members first: field.array(field.string(50)).");
  }
  if (of.type.sealed !== undefined) {
    throw new ModelDefinitionError("field.array cannot hold encrypted members: use field.encrypted(field.json()).");
  }
  if (of.type.kind === "array" || of.type.kind === "json") {
    throw new ModelDefinitionError(
      `field.array cannot hold ${of.type.name} members: use field.json for nested values.`,
    );
  }
  return new FieldDefinition(arrayType(of.type, of.settings.nullable), readSettings("array", options));
});
