import type { ListSql } from "@chakra-orm/core/internal";
import { jsonToken } from "./json-token.js";

/** A list of any length is one parameter: JSON text that json_each takes apart again, so the statement stays the same. */
export const list: ListSql = {
  contains: (column, bind, kind) =>
    `${column} in (select ${kind === "bytes" ? "unhex(value)" : "value"} from json_each(${bind}))`,
  encode: (values) => `[${values.map(jsonToken).join(",")}]`,
};
