import { ChakraError, type ErrorDetails } from "./error.js";

/** A model class declares something that cannot work. The message names the class, the property and the mend. */
export class ModelDefinitionError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("MODEL_DEFINITION", message, details);
  }
}

/** A query was built from something it cannot use: an unknown name, `undefined`, an object where a value belongs. */
export class QueryError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("QUERY", message, details);
  }
}

/** A value was read that its query did not select or load. */
export class NotLoadedError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("NOT_LOADED", message, details);
  }
}

/** A database was configured wrongly, or a model was used before any database was connected. */
export class ConfigurationError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("CONFIGURATION", message, details);
  }
}

/** The database lacks a capability that was asked for. The message names the capability. */
export class UnsupportedError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("UNSUPPORTED", message, details);
  }
}

/** A stored value does not fit the field that reads it, such as an integer past 2^53 under `as: "number"`. */
export class ValueError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("VALUE", message, details);
  }
}

/** A transaction was used after it ended, or in a way it cannot be. */
export class TransactionError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("TRANSACTION", message, details);
  }
}

/** A migration cannot be made or applied. */
export class MigrationError extends ChakraError {
  constructor(message: string, details?: ErrorDetails) {
    super("MIGRATION", message, details);
  }
}
