// The sample app on NestJS: `npm run start:nest`.
import type { LogLevel } from "@nestjs/common";
import { run } from "../run.js";
import { buildNestApp } from "./app.js";

/** From the worst to the least. */
const levels: readonly LogLevel[] = ["fatal", "error", "warn", "log", "debug", "verbose"];
const names: readonly string[] = ["fatal", "error", "warn", "info", "debug", "trace"];

await run("npm run start:nest", ({ logLevel, ...settings }) =>
  buildNestApp({ ...settings, logLevels: levels.slice(0, names.indexOf(logLevel) + 1) }),
);
