import { ConfigurationError, type JsonSchema, RecordNotFoundError } from "@chakra-orm/core";
import { columnValue, type ModelMeta } from "@chakra-orm/core/internal";

/** Where a record is below its resource: `/:id`, or `/:postId/:tagId` for a composite key. */
export function keyPath({ primaryKey }: ModelMeta): string {
  return primaryKey.map(({ property }) => `/:${property}`).join("");
}

/** The JSON Schemas of the parameters in a path: the key's own, and texts for what is around it. */
export function pathSchema({ primaryKey }: ModelMeta, path: string): JsonSchema | undefined {
  const names = [...path.matchAll(/:([^/\-.()*:]+)/g)].map(([, name]) => name as string);
  if (names.length === 0) return undefined;
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    throw new ConfigurationError(
      `The address ${path} has two parameters named ${JSON.stringify(twice)}. Give the one around another name.`,
    );
  }
  const properties = Object.fromEntries(
    names.map((name) => {
      const column = primaryKey.find(({ property }) => property === name);
      return [name, column?.type.json ?? { type: "string" }];
    }),
  );
  return { type: "object", properties, required: names };
}

/** The key that an address names. What can be no key is the address of no record. */
export function keyIn(meta: ModelMeta, params: unknown): unknown {
  const parts = meta.primaryKey.map((column) => {
    const text = (params as Record<string, string>)[column.property] ?? "";
    const value = columnValue(column, text);
    if (value !== undefined) return [column.property, value] as const;
    throw new RecordNotFoundError(`There is no ${meta.name} here: the address has no value of ${column.property}.`, {
      model: meta.name,
      fields: [column.property],
    });
  });
  return parts.length === 1 ? parts[0]?.[1] : Object.fromEntries(parts);
}

/** The address of a record below that of its list. */
export function addressOf({ primaryKey }: ModelMeta, record: object, list: string): string {
  const parts = primaryKey.map(({ property, type }) => {
    const value = (record as Record<string, unknown>)[property];
    return encodeURIComponent(String(type.toJSON === undefined ? value : type.toJSON(value as never)));
  });
  // Of two slashes at the beginning the first part would be the name of a host.
  const path = (list.split("?")[0] as string).replace(/^\/+/, "/").replace(/\/+$/, "");
  return `${path}/${parts.join("/")}`;
}
