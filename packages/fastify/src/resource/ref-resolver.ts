/**
 * For `@fastify/swagger`: schemas are called in the document what they are called in the app, `Post` and `PostCreate`,
 * and not `def-0`.
 *
 * @example
 * import Fastify from "fastify";
 * import swagger from "@fastify/swagger";
 *
 * const app = Fastify();
 * await app.register(swagger, { openapi: { openapi: "3.1.0", info: { title: "Blog", version: "1" } }, refResolver });
 * await app.close();
 */
export const refResolver = {
  buildLocalReference(json: { readonly $id?: unknown }, _base: unknown, _fragment: string, i: number): string {
    return typeof json.$id === "string" ? json.$id : `def-${i}`;
  },
} as const;
