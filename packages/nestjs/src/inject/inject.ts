import type { ModelClass } from "@chakra-orm/core";
import { Inject } from "@nestjs/common";
import { getDatabaseToken, getModelToken } from "./tokens.js";

/** A decorator of a parameter of a constructor, or of a property. */
export type InjectDecorator = PropertyDecorator & ParameterDecorator;

/**
 * Injects a database: `constructor(@InjectDatabase() private readonly db: Database)`. With a name, the one that
 * `ChakraModule.forRoot({ name })` connects.
 */
export function InjectDatabase(name?: string): InjectDecorator {
  return Inject(getDatabaseToken(name));
}

/**
 * Injects a model class that works on its database wherever it is called from:
 * `constructor(@InjectModel(User) private readonly users: typeof User)`. The module imports
 * `ChakraModule.forFeature([User])`. With a name it is that database's, else the one that the class declares or the
 * default. Throws `ModelDefinitionError` for what is no model.
 */
export function InjectModel(model: ModelClass<object>, name?: string): InjectDecorator {
  return Inject(getModelToken(model, name));
}
