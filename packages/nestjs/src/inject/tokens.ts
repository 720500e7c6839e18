import type { ModelClass } from "@chakra-orm/core";
import { ConfigurationError } from "@chakra-orm/core";
import { metaOf } from "@chakra-orm/core/internal";
import type { InjectionToken } from "@nestjs/common";
import { declaredDatabases, declaredModels, defaultName } from "./declared.js";

const databaseTokens = new Map<string, InjectionToken>();
const databaseNames = new WeakMap<object, string>();
const modelTokens = new WeakMap<ModelClass<object>, Map<string, InjectionToken>>();

/**
 * The token of a database: for `inject` of a factory, and to provide another one in a test.
 *
 * @example
 * console.assert(getDatabaseToken() === getDatabaseToken("default"));
 * console.assert(getDatabaseToken("analytics") !== getDatabaseToken());
 */
export function getDatabaseToken(name: string = defaultName): InjectionToken {
  let token = databaseTokens.get(name);
  if (token === undefined) {
    const made = tokenThatSays(() => databaseMissing(name));
    token = made;
    databaseTokens.set(name, made);
    databaseNames.set(made, name);
  }
  return token;
}

/** The name of the database that a token stands for. */
export function databaseNameOf(token: unknown): string | undefined {
  return typeof token === "function" ? databaseNames.get(token) : undefined;
}

/**
 * The token of a model on a database: for `inject` of a factory, and to provide a stand-in in a test. Tokens go by the
 * class, never by its name. Without `name` it is the database that the class declares, or the default one. Throws
 * `ModelDefinitionError` for what is no model.
 *
 * @example
 * console.assert(getModelToken(User) === getModelToken(User, "default"));
 * console.assert(getModelToken(User) !== getModelToken(Post));
 */
export function getModelToken(model: ModelClass<object>, name?: string): InjectionToken {
  const { model: target, database } = placeOf(model, name);
  const tokens = modelTokens.get(target) ?? new Map<string, InjectionToken>();
  modelTokens.set(target, tokens);
  const token = tokens.get(database) ?? tokenThatSays(() => modelMissing(target.name, database));
  tokens.set(database, token);
  return token;
}

/** The class itself and the database that it is wanted on. */
export function placeOf(
  model: ModelClass<object>,
  name: string | undefined,
): { model: ModelClass<object>; database: string } {
  if (model === undefined) {
    throw new ConfigurationError(
      "A model is asked for that is not there yet: two files import each other. Import the model from a file that does not import this one.",
    );
  }
  const { connection, model: target } = metaOf(model);
  return { model: target as ModelClass<object>, database: name ?? connection ?? defaultName };
}

/** Nest puts the name of what it does not find into its message, so it is the place for what helps. */
function tokenThatSays(text: () => string): InjectionToken & object {
  class Token {}
  Object.defineProperty(Token, "name", { get: text });
  return Token;
}

function databaseMissing(name: string): string {
  const argument = name === defaultName ? "" : `, name: ${JSON.stringify(name)}`;
  return `database ${JSON.stringify(name)} [of ChakraModule.forRoot({ url${argument} }); there are forRoot of: ${declaredDatabases()}]`;
}

function modelMissing(model: string, name: string): string {
  const argument = name === defaultName ? "" : `, ${JSON.stringify(name)}`;
  return `model ${model} [of ChakraModule.forFeature([${model}]${argument}), which this module has to import; there are forFeature of: ${declaredModels()}]`;
}
