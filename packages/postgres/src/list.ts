import { type ListSql, UnsupportedError } from "@chakra-orm/core/internal";
import { asText } from "./storages/array.js";
import { writeArray } from "./text/array-literal.js";

/** A list is one array, bound as text: its length does not change the statement, nor meet a limit on parameters. */
export const list: ListSql = {
  contains: (column, bind, kind) => {
    if (kind !== "array") return `${column} = any(${bind})`;
    throw new UnsupportedError(
      "PostgreSQL has no arrays of arrays, so an array column cannot be looked up in a list: " +
        "compare it with each value, joined with or(…).",
    );
  },
  encode: (values) => writeArray(values.map(asText)),
};
