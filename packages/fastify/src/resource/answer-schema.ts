import { type JsonSchema, Model } from "@chakra-orm/core";
import { type ModelMeta, modelJsonSchema } from "@chakra-orm/core/internal";

/** How a schema gets a name; gives a reference to it. */
export type Named = (name: string, schema: JsonSchema) => JsonSchema;

/** What an answer shows of a record, under the name of its model. */
export function shownSchema(meta: ModelMeta, name: string, named: Named): JsonSchema {
  return named(name, ownSchema(meta));
}

/** The same with relations by their paths, each of which comes along where a request asks for it. */
export function relatedSchema(meta: ModelMeta, paths: readonly string[], named: Named): JsonSchema {
  const heads = new Map<string, string[]>();
  for (const path of paths) {
    const [head, ...rest] = path.split(".") as [string, ...string[]];
    heads.set(head, [...(heads.get(head) ?? []), ...(rest.length > 0 ? [rest.join(".")] : [])]);
  }
  const { properties, ...schema } = ownSchema(meta);
  const relations = [...heads].map(([head, rest]) => [head, relationSchema(meta, head, rest, named)] as const);
  return { ...schema, properties: { ...(properties as object), ...Object.fromEntries(relations) } };
}

function relationSchema(meta: ModelMeta, name: string, paths: readonly string[], named: Named): JsonSchema {
  const relation = meta.relations.get(name);
  if (relation === undefined) return {};
  const schemas = relation.targets().map((target) => {
    const own = paths.filter((path) => target.relations.has(path.split(".")[0] as string));
    return own.length === 0 ? shownSchema(target, target.name, named) : relatedSchema(target, own, named);
  });
  const one = schemas.length === 1 ? (schemas[0] as JsonSchema) : { anyOf: schemas };
  if (relation.many) return { type: "array", items: one };
  return relation.nullable ? { anyOf: [one, { type: "null" }] } : one;
}

/** More properties may come, such as counts; and whoever writes `toJSON` anew has to describe it. */
function ownSchema(meta: ModelMeta): JsonSchema {
  const { toJSON } = meta.prototype as Model;
  if (toJSON !== Model.prototype.toJSON) return { type: "object", additionalProperties: true };
  const { oneOf, additionalProperties: _, ...schema } = modelJsonSchema(meta, "read");
  return Array.isArray(oneOf) ? together(oneOf as readonly ClassSchema[]) : schema;
}

interface ClassSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** Of classes that share a table: whatever one of them shows, so that relations can come beside it. */
function together(classes: readonly ClassSchema[]): JsonSchema {
  const names = [...new Set(classes.flatMap(({ properties }) => Object.keys(properties)))];
  const properties = names.map((name) => {
    const each = new Map(
      classes.flatMap(({ properties: { [name]: one } }) => (one ? [[JSON.stringify(one), one]] : [])),
    );
    const schemas = [...each.values()];
    const values = schemas.map((one) => one["enum"] as readonly unknown[] | undefined);
    if (values.every((some) => some !== undefined)) return [name, { ...schemas[0], enum: [...new Set(values.flat())] }];
    return [name, schemas.length === 1 ? schemas[0] : { anyOf: schemas }];
  });
  const required = names.filter((name) => classes.every((one) => one.required?.includes(name)));
  return { type: "object", properties: Object.fromEntries(properties), ...(required.length > 0 && { required }) };
}
