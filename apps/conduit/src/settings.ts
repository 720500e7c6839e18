import { fileURLToPath } from "node:url";

/** What the environment says about how to run. */
export interface Settings {
  readonly databaseUrl: string;
  readonly host: string;
  /** 0 is a free one. */
  readonly port: number;
  readonly seed: boolean;
  readonly logLevel: string;
  /** What tokens are signed with; without one, a secret that the database keeps. */
  readonly jwtSecret?: string | undefined;
}

/** A variable of the environment that cannot be used. */
export class SettingsError extends Error {}

/** The file that is used where no database was named. */
export const defaultFile = fileURLToPath(new URL("../conduit.db", import.meta.url));

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** Reads the variables DATABASE_URL, HOST, PORT, CONDUIT_SEED, LOG_LEVEL and JWT_SECRET. Throws `SettingsError`. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  // A variable that is set to nothing counts as not set.
  const { DATABASE_URL, HOST, PORT, CONDUIT_SEED, LOG_LEVEL, JWT_SECRET } = env;
  return {
    databaseUrl: DATABASE_URL || `sqlite:${encodePath(defaultFile)}`,
    host: HOST || "127.0.0.1",
    port: readPort(PORT || "3000"),
    seed: readSwitch("CONDUIT_SEED", CONDUIT_SEED || "1"),
    logLevel: readLevel(LOG_LEVEL || "warn"),
    ...(JWT_SECRET && { jwtSecret: JWT_SECRET }),
  };
}

function readPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new SettingsError(`PORT is a whole number from 0 to 65535, where 0 takes a free one; not ${quote(text)}.`);
}

function readSwitch(name: string, text: string): boolean {
  if (text === "0" || text === "1") return text === "1";
  throw new SettingsError(`${name} is 0 or 1, not ${quote(text)}.`);
}

function readLevel(text: string): string {
  if (logLevels.includes(text)) return text;
  throw new SettingsError(`LOG_LEVEL is one of ${logLevels.join(", ")}; not ${quote(text)}.`);
}

const quote = (text: string): string => JSON.stringify(text);

/** A path as it stands in a URL. */
function encodePath(path: string): string {
  return encodeURI(path).replaceAll("?", "%3F").replaceAll("#", "%23");
}
