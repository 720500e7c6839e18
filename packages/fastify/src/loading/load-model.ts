import { ConfigurationError, type ModelClass, type Query, RecordNotFoundError } from "@chakra-orm/core";
import { columnValue, metaOf } from "@chakra-orm/core/internal";
import type { FastifyRequest } from "fastify";
import { type LoadedBy, type PathOptions, readLoadedBy } from "./loaded-by.js";

/** A `preHandler` that loads a record, and what gives it to the handler. */
export interface ModelLoader<R> {
  (request: PathRequest): Promise<void>;
  /** The record that was loaded for a request. Throws `ConfigurationError` in a route without this `preHandler`. */
  of(request: PathRequest): R;
}

/** What a loader needs of a request, whatever the types of its route are. */
export type PathRequest = Pick<FastifyRequest, "params">;

/** How a record is found, and what is loaded with it. */
export interface LoadOptions<M extends object, R> extends PathOptions {
  /** Narrows what can be found, and says what comes with it: `(posts) => posts.with("author")`. */
  readonly query?: ((query: Query<M>, request: PathRequest) => Query<M, R>) | undefined;
}

const known = ["param", "by", "params", "query"];

/**
 * Makes a `preHandler` that finds the record which the path names, before the handler runs. A path that names none is a
 * `RecordNotFoundError`, a 404, and so is one that can name none: what is no number, too large a one, or no text that a
 * database takes never reaches it. Default scopes hold, and deleted records are not found. Throws `ConfigurationError`
 * for what is not unique.
 *
 * @example
 * import Fastify from "fastify";
 *
 * const author = loadModel(User, { param: "name", by: "username", query: (users) => users.with("posts") });
 * const app = Fastify();
 * await app.register(chakra, { database: db });
 * app.get("/authors/:name", { preHandler: author }, async (request) => author.of(request).posts.length);
 * console.assert((await app.inject("/authors/alice")).body === "2");
 * console.assert((await app.inject("/authors/nobody")).statusCode === 404);
 * await app.close();
 */
export function loadModel<M extends object>(model: ModelClass<M>, param?: string): ModelLoader<M>;
export function loadModel<M extends object, R = M>(model: ModelClass<M>, options: LoadOptions<M, R>): ModelLoader<R>;
export function loadModel(
  model: ModelClass<object>,
  given: string | LoadOptions<object, unknown> = "id",
): ModelLoader<unknown> {
  const options: LoadOptions<object, unknown> = typeof given === "string" ? { param: given } : given;
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new ConfigurationError(`loadModel has no option ${JSON.stringify(name)}. It has ${known.join(", ")}.`);
  }
  const by = readLoadedBy(model, options);
  const { query = (all: Query<object>) => all } = options;
  const loaded = new WeakMap<PathRequest, unknown>();
  const load = async (request: PathRequest): Promise<void> => {
    const condition = conditionOf(model, by, request.params);
    loaded.set(request, await query(allOf(model), request).findByOrFail(condition));
  };
  const of = (request: PathRequest): unknown => {
    if (loaded.has(request)) return loaded.get(request);
    throw new ConfigurationError(
      `No ${model.name} was loaded for this request: give the route { preHandler: … } what loadModel(${model.name}, …) gave.`,
      { model: model.name },
    );
  };
  return Object.assign(load, { of });
}

/** What the values of the path say of the record's columns. */
function conditionOf(model: ModelClass<object>, by: LoadedBy, params: unknown): object {
  const values = by.map(({ param, column }) => {
    const text: unknown = Object.getOwnPropertyDescriptor(params ?? {}, param)?.value;
    if (text === undefined) {
      throw new ConfigurationError(
        `The path of this route has no parameter ${JSON.stringify(param)}, by which loadModel(${model.name}, …) finds its record.`,
        { model: model.name },
      );
    }
    // A schema of the route may have read it already.
    const value = columnValue(column, String(text));
    if (value !== undefined) return [column.property, value] as const;
    throw new RecordNotFoundError(`No ${model.name} can be at this path: ${param} is no ${column.property}.`, {
      model: metaOf(model).name,
      fields: [column.property],
    });
  });
  return Object.fromEntries(values);
}

function allOf(model: ModelClass<object>): Query<object> {
  return (model as ModelClass<object> & { all(): Query<object> }).all();
}
