import type {
  CreateColumns,
  CreateInput,
  FieldKeys,
  JsonSchema,
  Model,
  PermitOptions,
  Query,
  UpdateColumns,
  UpdateInput,
} from "@chakra-orm/core";
import type { FastifyRequest, RouteShorthandOptions } from "fastify";

/** What can be done with a resource: `GET /`, `GET /:id`, `POST /`, `PATCH /:id`, `DELETE /:id`. */
export type ResourceAction = "list" | "read" | "create" | "update" | "delete";

/** What a request is about to do, and with which record if there is one. */
export type ResourceAccess<M> =
  | { readonly action: "list" | "create"; readonly record?: undefined }
  | { readonly action: "read" | "update" | "delete"; readonly record: M };

/** The properties that a request may set, in new records and in changes. */
export interface WritableProperties<W extends string, U extends string> {
  readonly create?: readonly W[] | undefined;
  readonly update?: readonly U[] | undefined;
}

/** What Fastify's own route options are taken for all routes. */
export type ResourceRouteOptions = Pick<
  RouteShorthandOptions,
  "onRequest" | "preValidation" | "preHandler" | "config" | "bodyLimit" | "constraints" | "logLevel"
>;

/** Attributes that a hook gives, with no name that the model does not have. */
type Made<M, A> = Known<M, A> | Promise<Known<M, A>>;
type Known<M, A> = A & { readonly [K in Exclude<keyof A, keyof M>]: never };

/**
 * Options of `app.resource(Post, { … })`. Those of `permit` say what a list may be asked for: `filter`, `sort`,
 * `include`, `size`, `maxSize`. Fastify's `onRequest`, `preValidation`, `preHandler`, `config`, `bodyLimit`, `constraints`
 * and `logLevel` hold for all routes.
 */
export interface ResourceOptions<
  M extends Model,
  S extends string = never,
  W extends FieldKeys<M> & string = FieldKeys<M> & string,
  U extends FieldKeys<M> & string = W,
  A extends CreateInput<M> = CreateInput<M>,
  B extends UpdateInput<M> = UpdateInput<M>,
> extends PermitOptions<M, S>,
    ResourceRouteOptions {
  /** These routes alone; all if not given, those that read if the model is readonly. */
  readonly only?: readonly ResourceAction[] | undefined;
  /** All routes but these. */
  readonly except?: readonly ResourceAction[] | undefined;
  /** Where the routes are, below what is around: `"/posts"`; of the table's name if not given. */
  readonly prefix?: string | undefined;
  /** What it is called in OpenAPI: `Post` in `PostCreate` and `createPost`; the class name if not given. */
  readonly name?: string | undefined;
  /**
   * The properties that a request may set. If not given, all but those that are readonly, hidden, or kept by the database
   * or the ORM; of an update, not the key either. A hidden one may be set if it is named.
   */
  readonly writable?: readonly W[] | WritableProperties<W, U> | undefined;
  /**
   * Narrows what a request can reach: all that is listed, read, changed and deleted comes from the query that this
   * gives back. Not asynchronous: look things up in a `preHandler`.
   */
  readonly scope?: ((query: Query<M>, request: FastifyRequest) => Query<M, unknown>) | undefined;
  /** Whether a request may do this: anything but `true` is a 403. Asked before the body is looked at. */
  readonly authorize?: ((request: FastifyRequest, access: ResourceAccess<M>) => boolean | Promise<boolean>) | undefined;
  /** Makes the attributes of a new record out of what the request says, which is checked by then. */
  readonly beforeCreate?: ((input: CreateColumns<M, W>, request: FastifyRequest) => Made<M, A>) | undefined;
  /** Makes a change out of what the request says, which is checked by then. */
  readonly beforeUpdate?: ((input: UpdateColumns<M, U>, request: FastifyRequest, record: M) => Made<M, B>) | undefined;
  /** What an answer shows of a record, instead of its `toJSON()`. */
  readonly serialize?: ((record: M, request: FastifyRequest) => unknown) | undefined;
  /** The JSON Schema of what `serialize` gives, for OpenAPI. */
  readonly answer?: JsonSchema | undefined;
  /** Lists say how many there are in all, which takes a statement more. */
  readonly total?: boolean | undefined;
  /** Query parameters that the app's own hooks read, with their JSON Schemas; they are left to those. */
  readonly parameters?: Readonly<Record<string, JsonSchema>> | undefined;
  /** Added to the schema of each route: `{ tags, security, description, hide }`. */
  readonly schema?: Readonly<Record<string, unknown>> | undefined;
}

/** The same for any model, as it is read. */
export type AnyResourceOptions = ResourceOptions<Model, string, never>;
