import type { FastifyInstance } from "fastify";
import { listTags } from "../tags/tag-list.js";
import { describe } from "./describe.js";

/** Shows the tags that articles have. */
export async function tagRoutes(app: FastifyInstance): Promise<void> {
  app.get("/tags", describe("listTags"), async () => ({ tags: await listTags() }));
}
