import type { Database } from "@chakra-orm/core";
import type { BlogOptions } from "../src/blog.js";
import { buildApp } from "../src/fastify/app.js";
import { buildNestApp } from "../src/nest/app.js";

/** A server of the blog that can be asked. */
export interface RunningServer {
  readonly url: string;
  readonly db: Database;
  close(): Promise<unknown>;
}

/** What tokens are signed with here. */
export const jwtSecret = "a secret that only these tests know";

/** What every test gives: hashes that cost next to nothing, which no setting can bring about. */
const cheap = { jwtSecret, passwordCost: { memoryCost: 8, timeCost: 1 } };

type Options = Pick<BlogOptions, "databaseUrl" | "seed">;

/** Every server that stands in front of the blog, by name. */
export const servers: Readonly<Record<string, (options: Options) => Promise<RunningServer>>> = {
  Fastify: async (options) => {
    const app = await buildApp({ ...options, ...cheap });
    const url = await app.listen({ host: "127.0.0.1", port: 0 });
    return { url, db: app.db, close: () => app.close() };
  },
  NestJS: async (options) => {
    const app = await buildNestApp({ ...options, ...cheap });
    return { url: await app.listen({ host: "127.0.0.1", port: 0 }), db: app.db, close: () => app.close() };
  },
};
