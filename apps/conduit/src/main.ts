// The sample app: `npm start`.
import { ChakraError } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { buildApp } from "./app.js";
import { greeting, shownUrl } from "./greeting.js";
import { makeLog } from "./log.js";
import { readSettings, type Settings, SettingsError } from "./settings.js";

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  const app = await buildApp({ ...settings, logger: makeLog(settings.logLevel) });
  endWith(app);
  const url = await listen(app, settings);
  console.log(greeting(url, settings));
}

async function listen(app: FastifyInstance, { host, port }: Settings): Promise<string> {
  try {
    // The same address every time: 127.0.0.1 rather than all that the machine has.
    return await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw error;
  }
}

/**
 * Ends the app in an orderly way: what runs is finished, the database is closed, and the process ends by itself. npm
 * passes a signal on that the terminal has sent already, so the second one means nothing.
 */
function endWith(app: FastifyInstance): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      app.close().catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
      });
    });
  }
}

/** A mistake of whoever starts the app gets a sentence; anything else gets its stack. */
function explain(error: unknown): unknown {
  if (error instanceof SettingsError) return error.message;
  const { code, port, address } = error as { code?: unknown; port?: unknown; address?: unknown };
  if (code === "EADDRINUSE")
    return `Port ${port} is in use already. Take another one: PORT=${Number(port) + 1} npm start`;
  if (code === "EACCES") return `Port ${port} may not be used. Take one from 1024 on: PORT=3000 npm start`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `HOST ${address ?? process.env["HOST"]} is no address of this machine.`;
  if (ChakraError.is(error) && (error.code === "CONNECTION" || error.code === "CONFIGURATION")) {
    const url = process.env["DATABASE_URL"];
    return url ? `${error.message}\nDATABASE_URL is ${shownUrl(url)}` : error.message;
  }
  return error;
}

try {
  await start();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
