import type { NamingStrategy } from "../naming/strategy.js";
import type { ModelClass } from "./column-meta.js";
import type { Family } from "./inheritance/family.js";
import type { Place } from "./inheritance/place.js";
import type { ModelMeta } from "./model-meta.js";
import type { ClassReading } from "./read-class.js";
import type { AnyTableOptions } from "./table-options.js";

/** A class that shares its table with others. */
export interface Heir extends Place {
  readonly family: Family;
  /** The model of the class that it extends. */
  readonly above: ModelMeta | undefined;
  /** The discriminator is no field of the class body. */
  readonly isMade: boolean;
}

/** What a table is made from: a class that was read, or a relation that needs a table between two others. */
export interface TableSource extends ClassReading {
  readonly model: ModelClass;
  readonly table: string;
  readonly options: AnyTableOptions;
  readonly naming: NamingStrategy;
  /** Where the class stands among those that share a table; its fields and relations are then its own alone. */
  readonly heir?: Heir;
}
