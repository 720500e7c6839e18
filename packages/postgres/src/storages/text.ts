import { literalStandard, quoteStandard, type Storage } from "@chakra-orm/core/internal";
import { charArray, textArray } from "../bytes/array.js";

/** A value that is its own text. Core has refused U+0000 and half surrogate pairs, which PostgreSQL cannot store. */
const same = { encode: (value: string) => value, decode: (raw: unknown) => raw as string, plain: "all" } as const;

const list = { ...same, encodeList: textArray } as const;

/** Exactly `length` characters, so the padding of a `character` column never shows. */
export const char: Storage<string> = {
  type: ({ length }) => `character(${length ?? 1})`,
  codec: () => ({ ...same, encodeList: charArray }),
};

/** At most `length` characters; core counts them, since PostgreSQL would cut spaces beyond the end off in silence. */
export const string: Storage<string> = {
  type: ({ length }) => (length === undefined ? "varchar" : `varchar(${length})`),
  codec: () => list,
};

/** Text without a limit of its own. */
export const text: Storage<string> = { type: () => "text", codec: () => list };

/** PostgreSQL writes UUIDs in lower case with hyphens, which is the canonical form. */
export const uuid: Storage<string> = { type: () => "uuid", codec: () => same };

/** One of a list: a named type if it has a name, otherwise text with a CHECK, which later migrations change easily. */
export const enumeration: Storage<string> = {
  type: ({ typeName }) => (typeName === undefined ? "text" : quoteStandard(typeName)),
  // A type of the user's own has another number in each database.
  codec: ({ typeName }) => (typeName === undefined ? list : same),
  check: (column, { typeName, values }) => {
    if (typeName !== undefined || values === undefined) return undefined;
    return `${column} in (${values.map(literalStandard).join(", ")})`;
  },
};
