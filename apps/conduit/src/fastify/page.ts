import files from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { pageFolder, pageHeaders } from "../api/page.js";

/** Serves the web page at `/`. */
export async function servePage(app: FastifyInstance): Promise<void> {
  await app.register(files, {
    root: pageFolder,
    cacheControl: false,
    setHeaders: (reply) => void reply.headers(pageHeaders),
  });
}
