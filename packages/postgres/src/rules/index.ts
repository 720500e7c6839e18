import type { RuleChecks } from "@chakra-orm/core/internal";
import { translatePattern } from "./pattern.js";

/** The rules of fields as conditions of CHECK constraints. */
export const rules: RuleChecks = {
  // A char has its one length; and char_length would leave out the spaces at its end.
  minLength: (column, { value }, kind) => (kind === "char" ? undefined : `char_length(${column}) >= ${value}`),
  min: (column, { value }, _kind, literal) => `${column} >= ${literal(value)}`,
  max: (column, { value }, _kind, literal) => `${column} <= ${literal(value)}`,
  // Under the collation "C" only ASCII letters have a case, as they do in the patterns that are taken.
  pattern: (column, { value, flags }, _kind, literal) => {
    if (flags !== "" && flags !== "i") return undefined;
    const pattern = translatePattern(value, flags === "i");
    return pattern && `${column} collate "C" ${flags === "i" ? "~*" : "~"} ${literal(pattern)}`;
  },
};
