// The sample app on Fastify: `npm start`.
import { run } from "../run.js";
import { buildApp } from "./app.js";
import { makeLog } from "./log.js";

await run("npm start", (settings) => buildApp({ ...settings, logger: makeLog(settings.logLevel) }));
