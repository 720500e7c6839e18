import { ConfigurationError } from "@chakra-orm/core/internal";

/** Checks the options that `connect` was given against their names and types, and gives them back typed. */
export function readOptions<Options extends object>(
  dialect: string,
  given: Readonly<Record<string, unknown>>,
  known: Readonly<Record<keyof Options & string, string>>,
): Options {
  const types: Readonly<Record<string, string>> = known;
  for (const [name, value] of Object.entries(given)) {
    const allowed = Object.hasOwn(types, name) ? types[name] : undefined;
    if (allowed === undefined) {
      throw new ConfigurationError(
        `driver: { … } of connect knows no ${JSON.stringify(name)} for ${dialect}; it knows ${Object.keys(types).join(", ")}.`,
      );
    }
    if (value !== undefined && !allowed.split(" or ").includes(value === null ? "null" : typeof value)) {
      throw new ConfigurationError(`driver: { ${name} } of connect must be a ${allowed} for ${dialect}.`);
    }
  }
  return given as Options;
}
