import type { CreateInput, FieldKeys, Model, ModelClass, UpdateInput } from "@chakra-orm/core";
import type { ResourceOptions } from "./options.js";

declare module "fastify" {
  interface FastifyInstance {
    /**
     * Adds the routes of a model: `GET /posts`, `GET /posts/:id`, `POST /posts`, `PATCH /posts/:id`, `DELETE /posts/:id`,
     * below the prefix of this instance. Their JSON Schemas come from the model; nothing can be filtered, sorted or
     * included that is not named. Throws `ConfigurationError` or `QueryError` for options that cannot be.
     *
     * @example
     * import Fastify from "fastify";
     *
     * const app = Fastify();
     * await app.register(chakra, { database: db });
     * app.resource(Post, { filter: { views: ["gte"] }, sort: ["createdAt"], include: ["author"] });
     * const response = await app.inject("/posts?filter[views][gte]=5&sort=-createdAt&include=author");
     * console.assert(response.json().data[0].author.username === "alice");
     * await app.close();
     */
    resource<
      M extends Model,
      const S extends string = never,
      W extends FieldKeys<M> & string = FieldKeys<M> & string,
      U extends FieldKeys<M> & string = W,
      const A extends CreateInput<M> = CreateInput<M>,
      const B extends UpdateInput<M> = UpdateInput<M>,
    >(model: ModelClass<M>, options?: ResourceOptions<M, S, W, U, A, B>): this;
  }
}
