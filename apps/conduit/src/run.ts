import { ChakraError } from "@chakra-orm/core";
import { greeting, shownUrl } from "./greeting.js";
import { defaultFile, readSettings, type Settings, SettingsError } from "./settings.js";

/** A server with the blog behind it, ready to listen. */
interface Server {
  /** Gives the address at which it can be asked. */
  listen(where: { readonly host: string; readonly port: number }): Promise<string>;
  /** Finishes what runs, and closes the database. */
  close(): Promise<unknown>;
}

/** Runs a server as the environment says, until a signal ends it. `command` is what started it. */
export async function run(command: string, build: (settings: Settings) => Promise<Server>): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const server = await build(settings);
    endWith(server);
    console.log(greeting(command, await listen(server, settings), settings));
  } catch (error) {
    console.error(explain(error, command));
    process.exitCode = 1;
  }
}

async function listen(server: Server, { host, port }: Settings): Promise<string> {
  try {
    // The same address every time: 127.0.0.1 rather than all that the machine has.
    return await server.listen({ host, port });
  } catch (error) {
    await server.close();
    throw error;
  }
}

/**
 * Ends the app in an orderly way: what runs is finished, the database is closed, and the process ends by itself. npm
 * passes a signal on that the terminal has sent already, so the second one means nothing.
 */
function endWith(server: Server): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      server.close().catch((error: unknown) => {
        console.error(error);
        process.exitCode = 1;
      });
    });
  }
}

/** A mistake of whoever starts the app gets a sentence; anything else gets its stack. */
function explain(error: unknown, command: string): unknown {
  if (error instanceof SettingsError) return error.message;
  const { code, port, address } = error as { code?: unknown; port?: unknown; address?: unknown };
  if (code === "EADDRINUSE")
    return `Port ${port} is in use already. Take another one: PORT=${Number(port) + 1} ${command}`;
  if (code === "EACCES") return `Port ${port} may not be used. Take one from 1024 on: PORT=3000 ${command}`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `HOST ${address ?? process.env["HOST"]} is no address of this machine.`;
  if (ChakraError.is(error) && (error.code === "CONNECTION" || error.code === "CONFIGURATION")) {
    const url = process.env["DATABASE_URL"];
    return `${error.message}\n${url ? `DATABASE_URL is ${shownUrl(url)}` : `The database is ${defaultFile}`}`;
  }
  return error;
}
