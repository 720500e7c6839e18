import "reflect-metadata";
import type { Server, ServerResponse } from "node:http";
import type { Database } from "@chakra-orm/core";
import { getDatabaseToken } from "@chakra-orm/nestjs";
import type { LogLevel } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import type { NestExpressApplication } from "@nestjs/platform-express";
import { holdsZero, tell } from "../api/errors.js";
import { pageFolder, pageHeaders } from "../api/page.js";
import type { BlogOptions } from "../blog.js";
import { BlogModule } from "./blog-module.js";
import { uiFolder } from "./document-controller.js";

/** How the app is to be built. */
export interface NestOptions extends BlogOptions {
  /** What Nest's logger writes; nothing if not given. */
  readonly logLevels?: LogLevel[];
}

/** The app on NestJS, ready to listen. */
export interface NestServer {
  readonly db: Database;
  listen(where: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<void>;
}

const largestBody = 1024 * 1024;

/** The app on NestJS with Express, with its database ready. */
export async function buildNestApp({ logLevels = [], ...options }: NestOptions): Promise<NestServer> {
  const app = await NestFactory.create<NestExpressApplication>(
    BlogModule.forRoot(options, logLevels.includes("debug")),
    // What goes wrong is thrown to whoever starts the app, not written down here.
    { logger: logLevels.length > 0 && logLevels, abortOnError: false, bodyParser: false },
  );
  app.use(refuseZeros);
  // Values that are no objects are for the schemas to refuse, in their words.
  app.useBodyParser("json", { limit: largestBody, strict: false, reviver: refuseProto });
  app.useStaticAssets(pageFolder, { setHeaders: describePage });
  app.useStaticAssets(uiFolder, { prefix: "/docs/static", index: false });
  const server: Server = app.getHttpServer();
  // A client that keeps its connection open holds up the end of the app for this long, and no longer.
  server.keepAliveTimeout = 2_000;
  return {
    db: app.get<Database>(getDatabaseToken()),
    listen: async ({ host, port }) => {
      await app.listen(port, host);
      return app.getUrl();
    },
    close: () => app.close(),
  };
}

function refuseZeros({ url }: { url: string }, response: ServerResponse, next: () => void): void {
  if (!holdsZero(url)) {
    next();
    return;
  }
  response.writeHead(400, { "content-type": "application/json" });
  response.end(JSON.stringify(tell("request", "holds the character U+0000")));
}

function refuseProto(key: string, value: unknown): unknown {
  if (key === "__proto__") throw new SyntaxError("holds the name __proto__");
  return value;
}

function describePage(response: ServerResponse): void {
  for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
}
