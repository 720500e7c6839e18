import { oneOf } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { ArticleTag, Tag } from "../models/index.js";

/** Shows the tags that articles have, in the order of the alphabet. */
export async function tagRoutes(app: FastifyInstance): Promise<void> {
  app.get("/tags", async () => {
    const used = new Set<number>(await ArticleTag.pluck("tagId"));
    const tags: string[] = await Tag.where({ id: oneOf([...used]) }).pluck("name");
    return { tags: tags.sort() };
  });
}
