import { ArgumentError, type Arguments, help, readArguments } from "./arguments.js";
import { runHttp } from "./run-http.js";
import { runMemory } from "./run-memory.js";
import { runSpeed } from "./run-speed.js";
import { runSqlite } from "./run-sqlite.js";
import { runTypes } from "./run-types.js";

const commands: Record<Arguments["command"], (wanted: Arguments) => Promise<void> | void> = {
  speed: runSpeed,
  sqlite: runSqlite,
  types: runTypes,
  http: runHttp,
  memory: runMemory,
  help: () => console.log(help),
};

try {
  const wanted = readArguments(process.argv.slice(2));
  await commands[wanted.command](wanted);
} catch (error) {
  if (error instanceof ArgumentError) console.error(`${error.message}\nnpm run bench -- --help lists what there is.`);
  else console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof ArgumentError ? 2 : 1;
}
