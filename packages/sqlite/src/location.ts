import { resolve } from "node:path";
import { ConfigurationError, type DriverConfig } from "@chakra-orm/core/internal";

/** Options of `connect` for a SQLite database, beside those that every database has. */
export interface SqliteOptions {
  /** Path of the database file, taken from the working folder; `":memory:"` for one in memory. Instead of a URL. */
  readonly file?: string;
  /** `true` opens a file that must exist, and refuses to write to it. */
  readonly readonly?: boolean;
  /** Milliseconds to wait for another process to let go of the file; 5000 if not given. */
  readonly busyTimeout?: number;
}

/** Where a database is and how to open it. */
export interface Location {
  /** An absolute path; `undefined` for a database in memory. */
  readonly file: string | undefined;
  readonly readonly: boolean;
  readonly busyTimeout: number;
}

const forms = "sqlite:file.db, sqlite:./folder/file.db, sqlite:///absolute/file.db or sqlite::memory:";
const optionNames = ["file", "readonly", "busyTimeout"];

/** Reads the path of a URL, which may percent-encode what a URL gives a meaning. */
function fileOfUrl(path: string): string {
  if (path.includes("#")) throw new ConfigurationError('A "#" in the file name of a sqlite URL is written %23.');
  const rooted = path.startsWith("///") ? path.slice(2) : path;
  if (rooted.startsWith("//")) {
    throw new ConfigurationError(`A sqlite URL has no host, so no two slashes at its start. It looks like ${forms}.`);
  }
  try {
    const decoded = decodeURIComponent(rooted);
    return process.platform === "win32" ? decoded.replace(/^\/(?=[a-z]:)/i, "") : decoded;
  } catch (cause) {
    throw new ConfigurationError(
      'The sqlite URL has a "%" that encodes nothing. A "%" of the file name is written %25.',
      {
        cause,
      },
    );
  }
}

/** Reads `readonly` and `busyTimeout` out of a URL's query. */
function optionsOfQuery(query: string): SqliteOptions {
  let options: SqliteOptions = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === "readonly" && (value === "true" || value === "false")) {
      options = { ...options, readonly: value === "true" };
    } else if (name === "busyTimeout" && /^\d+$/.test(value)) {
      options = { ...options, busyTimeout: Number(value) };
    } else {
      throw new ConfigurationError(
        `A sqlite URL cannot say ?${name}=${value}. It knows readonly=true or false, and busyTimeout in milliseconds. ` +
          'A "?" of the file name is written %3F.',
      );
    }
  }
  return options;
}

function optionsOfUrl(url: string): SqliteOptions {
  const body = url.replace(/^sqlite:/, "");
  const mark = body.indexOf("?");
  const path = mark < 0 ? body : body.slice(0, mark);
  return { file: fileOfUrl(path), ...(mark < 0 ? {} : optionsOfQuery(body.slice(mark + 1))) };
}

function absolute(file: unknown): string | undefined {
  if (file === ":memory:") return undefined;
  if (typeof file !== "string" || file === "") {
    throw new ConfigurationError(`Which SQLite file? Give a URL like ${forms}, or the option file.`);
  }
  if (file.includes("\0") || file.trimEnd() !== file) {
    throw new ConfigurationError("The name of a SQLite file cannot hold the character NUL or end in blanks.");
  }
  return resolve(file);
}

/** Reads where the database is from the URL and the options of `connect`; what it does not know it refuses. */
export function readLocation({ url, options }: DriverConfig): Location {
  const unknown = Object.keys(options).find((name) => !optionNames.includes(name));
  if (unknown !== undefined) {
    throw new ConfigurationError(`SQLite has no option ${JSON.stringify(unknown)}. It has ${optionNames.join(", ")}.`);
  }
  if (url !== undefined && options.file !== undefined) {
    throw new ConfigurationError(
      "The SQLite file is given twice: by the URL and by the option file. Drop one of them.",
    );
  }
  const {
    file,
    readonly = false,
    busyTimeout = 5000,
  } = { ...(url === undefined ? {} : optionsOfUrl(url)), ...options };
  if (typeof readonly !== "boolean") throw new ConfigurationError("The option readonly of SQLite is true or false.");
  if (!Number.isInteger(busyTimeout) || Number(busyTimeout) < 0 || Number(busyTimeout) > 2 ** 31 - 1) {
    throw new ConfigurationError("The option busyTimeout of SQLite is a whole number of milliseconds, 0 or more.");
  }
  const path = absolute(file);
  if (path === undefined && readonly) {
    throw new ConfigurationError(
      "A SQLite database in memory begins empty, so readonly leaves no use for it. Drop readonly.",
    );
  }
  return { file: path, readonly, busyTimeout: Number(busyTimeout) };
}
