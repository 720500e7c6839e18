import type { Logger as Log } from "@chakra-orm/core";
import { Logger } from "@nestjs/common";

/** Nest's logger as the log of a database. Where not all statements are wanted, those at debug cost nothing. */
export function nestLog(all: boolean): Log {
  const logger = new Logger("Chakra");
  const line = (fields: object, message: string): string => `${message} ${JSON.stringify(fields)}`;
  return {
    debug: (fields, message) => logger.debug(line(fields, message)),
    warn: (fields, message) => logger.warn(line(fields, message)),
    error: (fields, message) => logger.error(line(fields, message)),
    isLevelEnabled: (level) => level !== "debug" || (all && Logger.isLevelEnabled("debug")),
  };
}
