import { ConfigurationError } from "../errors/usage.js";
import { type Logger, type LogLevels, usualLevels } from "../events/log.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import { isPlainObject } from "../statement/plain-object.js";

const levels = ["trace", "debug", "info", "warn", "error"];

/** Reads at which levels a log is written to, and refuses those that it does not have. */
export function readLogLevels(log: Logger | undefined, given: unknown): LogLevels | undefined {
  if (given === undefined) return undefined;
  if (!isPlainObject(given)) {
    throw new ConfigurationError(`logLevels is an object such as { statement: "info" }, not ${describe(given)}.`);
  }
  if (log === undefined) throw new ConfigurationError("logLevels are those of a log: give one, such as log: pino().");
  const kinds = Object.keys(usualLevels);
  for (const [kind, level] of Object.entries(given)) {
    if (!kinds.includes(kind)) {
      throw new ConfigurationError(`logLevels has no ${JSON.stringify(kind)}.${nearest(kind, kinds)}`);
    }
    if (level === undefined || level === false) continue;
    if (typeof level !== "string" || !levels.includes(level)) {
      throw new ConfigurationError(
        `logLevels.${kind} is one of ${levels.join(", ")}, or false; not ${describe(level)}.`,
      );
    }
    if (typeof log[level as keyof Logger] !== "function") {
      throw new ConfigurationError(
        `logLevels.${kind} is ${level}, and the log that was given has no method of that name.`,
      );
    }
  }
  return given;
}
