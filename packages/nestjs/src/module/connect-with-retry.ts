import {
  ConfigurationError,
  ConnectionError,
  type ConnectOptions,
  type Database,
  PoolTimeoutError,
} from "@chakra-orm/core";
import { connectBeside, type DatabaseSet } from "@chakra-orm/core/internal";
import { Logger } from "@nestjs/common";
import { describePlace } from "./describe-place.js";
import type { OwnedModuleOptions } from "./options.js";

const logger = new Logger("ChakraModule");

/** Connects a database of an app, and tries again while it cannot be reached: in a cluster it may start later. */
export async function connectWithRetry(
  set: DatabaseSet,
  options: ConnectOptions,
  {
    retryAttempts = 9,
    retryDelay = 3000,
    toRetry = isOutage,
  }: Pick<OwnedModuleOptions, "retryAttempts" | "retryDelay" | "toRetry">,
): Promise<Database> {
  refuseCount("retryAttempts", retryAttempts);
  refuseCount("retryDelay", retryDelay);
  const place = describePlace(options);
  for (let attempt = 1; ; attempt++) {
    try {
      return await connectBeside(set, options);
    } catch (error) {
      if (!toRetry(error)) throw error;
      const text = error instanceof Error ? error.message : String(error);
      if (attempt > retryAttempts) {
        throw new ConnectionError(`The database ${place} could not be reached in ${attempt} attempts. ${text}`, {
          cause: error,
        });
      }
      logger.error(`The database ${place} could not be reached, attempt ${attempt} of ${retryAttempts + 1}. ${text}`);
      await new Promise((resolve) => setTimeout(resolve, retryDelay));
    }
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof ConnectionError || error instanceof PoolTimeoutError;
}

function refuseCount(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 0) return;
  throw new ConfigurationError(`${name} of ChakraModule is a whole number from 0 on, not ${String(value)}.`);
}
