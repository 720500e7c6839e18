import { refResolver } from "@chakra-orm/fastify";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { about } from "../api/about.js";

/** Writes the OpenAPI document of the routes that come after it: `/docs` to look at, `/docs/json` for programs. */
export async function documentApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: about,
    refResolver,
  });
  await app.register(swaggerUi, { routePrefix: "/docs" });
}
