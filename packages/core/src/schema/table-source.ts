import type { NamingStrategy } from "../naming/strategy.js";
import type { ModelClass } from "./column-meta.js";
import type { ClassReading } from "./read-class.js";
import type { AnyTableOptions } from "./table-options.js";

/** What a table is made from: a class that was read, or a relation that needs a table between two others. */
export interface TableSource extends ClassReading {
  readonly model: ModelClass;
  readonly table: string;
  readonly options: AnyTableOptions;
  readonly naming: NamingStrategy;
}
