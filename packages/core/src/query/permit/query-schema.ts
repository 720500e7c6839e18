import type { JsonSchema } from "../../fields/json-schema.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import { type PermittedOperator, permittedOperators } from "./operators.js";
import type { PermitList } from "./permit.js";

/** The JSON Schema of what a query string may hold, each parameter under its whole name. */
export function querySchema(list: PermitList): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const [property, { column, operators }] of list.filter) {
    for (const operator of operators) {
      properties[`filter[${property}]${operator === "eq" ? "" : `[${operator}]`}`] = compared(column, operator);
    }
  }
  if (list.sort.size > 0) {
    const description = `What to sort by, a minus before it for descending order: ${[...list.sort].join(", ")}.`;
    properties["sort"] = { ...listed(list.sort, "-?"), description };
  }
  if (list.include.size > 0) properties["include"] = includeSchema(list);
  const cursor = (way: string) => ({ type: "string", description: `The page ${way} the place that a cursor names.` });
  properties["page[size]"] = {
    type: "integer",
    minimum: 1,
    maximum: list.maxSize,
    default: list.size,
    description: "How many there are on a page.",
  };
  properties["page[after]"] = cursor("behind");
  properties["page[before]"] = cursor("before");
  return { type: "object", properties, additionalProperties: false };
}

/** The JSON Schema of the query string of a request for one record. */
export function singleSchema(list: PermitList): JsonSchema {
  const properties = list.include.size > 0 ? { include: includeSchema(list) } : {};
  return { type: "object", properties, additionalProperties: false };
}

function includeSchema({ include }: PermitList): JsonSchema {
  // Nothing at all is fine too.
  const { type, pattern } = listed(include, "") as { type: string; pattern: string };
  const description = `Related records that come along: ${[...include].join(", ")}.`;
  return { type, pattern: `^$|${pattern}`, description };
}

/** Some of these names, with commas between them. */
function listed(names: Iterable<string>, sign: string): JsonSchema {
  const name = `${sign}(${[...names].map((each) => each.replaceAll(/[.$]/g, "\\$&")).join("|")})`;
  return { type: "string", pattern: `^${name}(,${name})*$` };
}

function compared({ property, type }: ColumnMeta, operator: PermittedOperator): JsonSchema {
  if (operator === "isNull") return { type: "boolean", description: `Whether ${property} is missing.` };
  if (operator === "oneOf") return { type: "string", description: `Values of ${property} with commas between them.` };
  if (permittedOperators[operator].operand === "text") return { type: "string" };
  return type.json ?? { type: "string" };
}
