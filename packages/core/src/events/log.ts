import { callerLine } from "../errors/origin.js";
import type { QueryListener } from "./emitter.js";
import type { QueryEvent } from "./query-event.js";

/** What a log must offer; `pino()` does. */
export interface Logger {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** If there is one, statements that would not be logged cost nothing. */
  isLevelEnabled?(level: string): boolean;
}

/** How statements are logged. */
export interface LogOptions {
  /** Statements at least this many milliseconds long are warned of, with the caller's line. */
  readonly slowMs: number;
}

/** A listener that writes statements to a log: at debug, slow ones at warn, failed ones at debug with their code. */
export function logQueries(logger: Logger, { slowMs }: LogOptions): QueryListener {
  return (event) => {
    const slow = event.error === undefined && event.durationMs >= slowMs;
    if (!slow && logger.isLevelEnabled?.("debug") === false) return;
    const fields = describeEvent(event);
    if (event.error !== undefined) logger.debug({ ...fields, code: codeOf(event.error) }, "statement failed");
    else if (slow) logger.warn({ ...fields, caller: callerLine() }, "slow statement");
    else logger.debug(fields, "statement");
  };
}

function describeEvent({ database, sql, operation, model, durationMs, rows }: QueryEvent): Record<string, unknown> {
  return { database, operation, model, sql: printable(sql), durationMs: Math.round(durationMs * 1000) / 1000, rows };
}

/** A failed statement is the caller's to report; the log only says that it happened. */
function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

/** Names in SQL may hold escape sequences that a terminal would act on. */
function printable(sql: string): string {
  return sql.replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) =>
    character === "\n" ? " " : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}
