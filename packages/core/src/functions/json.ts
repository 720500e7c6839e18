import type { FunctionDefinition, ResultKind } from "./function.js";

/** What is there as this kind of value; what is of another kind is none. */
const reading = (name: string, result: ResultKind): FunctionDefinition => ({
  name,
  template: "json_value({0}, 'strict $')",
  result,
  nulls: "always",
  takes: "json",
});

/** Functions of JSON, by the name under which they are called. */
export const jsonFunctions = {
  at: {
    name: "at",
    template: "json_query({0}, {1})",
    result: "json",
    nulls: "always",
    takes: "json",
    operands: ["text"],
  },
  asText: reading("asText", "text"),
  asNumber: reading("asNumber", "double"),
  asBoolean: reading("asBoolean", "boolean"),
} as const satisfies Readonly<Record<string, FunctionDefinition>>;
