import { callerLine } from "../errors/origin.js";
import type { QueryListener } from "./emitter.js";
import type { QueryEvent } from "./query-event.js";

/** What a log must offer; `pino()` does. */
export interface Logger {
  debug(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** For `logLevels` that name it. */
  info?(fields: object, message: string): void;
  /** For `logLevels` that name it. */
  trace?(fields: object, message: string): void;
  /** If there is one, statements that would not be logged cost nothing. */
  isLevelEnabled?(level: string): boolean;
}

/** A level of a log. */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

/** At which level what is logged; `false` for not at all. */
export interface LogLevels {
  /** A statement that went well; `"debug"` if not given. */
  readonly statement?: LogLevel | false | undefined;
  /** One that took `slowQueryMs` or longer, with the caller's line; `"warn"` if not given. */
  readonly slow?: LogLevel | false | undefined;
  /** One that failed, with its code; `"debug"` if not given, since its error is the caller's to report. */
  readonly failed?: LogLevel | false | undefined;
  /** One that has run again and again in its request (N+1), once a text, with the caller's line; `"warn"` if not given. */
  readonly repeated?: LogLevel | false | undefined;
}

/** The levels of what is not said. */
export const usualLevels = { statement: "debug", slow: "warn", failed: "debug", repeated: "warn" } as const;

/** How statements are logged. */
export interface LogOptions {
  /** Statements at least this many milliseconds long are slow. */
  readonly slowMs: number;
  readonly levels?: LogLevels | undefined;
}

/** A listener that writes statements to a log. */
export function logQueries(logger: Logger, { slowMs, levels = {} }: LogOptions): QueryListener {
  const levelOf = (kind: keyof LogLevels) => levels[kind] ?? usualLevels[kind];
  const write = (kind: keyof LogLevels, message: string, fields: () => object): void => {
    const level = levelOf(kind);
    if (level === false || logger.isLevelEnabled?.(level) === false) return;
    logger[level]?.(fields(), message);
  };
  return (event) => {
    const { error } = event;
    if (event.isRepeated) write("repeated", "repeated statement", () => ({ ...describe(event), caller: callerLine() }));
    if (error !== undefined) write("failed", "statement failed", () => ({ ...describe(event), code: codeOf(error) }));
    else if (event.durationMs < slowMs) write("statement", "statement", () => describe(event));
    else write("slow", "slow statement", () => ({ ...describe(event), caller: callerLine() }));
  };
}

function describe({ database, sql, operation, model, durationMs, rows, request, route }: QueryEvent): object {
  return {
    database,
    operation,
    model,
    sql: printable(sql),
    durationMs: Math.round(durationMs * 1000) / 1000,
    rows,
    ...(route !== undefined && { route }),
    ...(request?.id !== undefined && { requestId: request.id }),
  };
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
