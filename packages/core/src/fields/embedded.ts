import { ModelDefinitionError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import type { Embed, EmbedOptional } from "./column.js";
import { initialise } from "./initialise.js";
import { describe } from "./numeric-type.js";

/** A class whose instances are of type `T`: it extends `Embedded`. */
export interface EmbeddedClass<T extends object> {
  new (attributes?: never): T;
  readonly prototype: T;
  readonly name: string;
}

/** Options of `embedded`. */
export interface EmbeddedOptions {
  /** What the columns' names begin with; the property's name and `_` if not given. `""` for nothing. */
  prefix?: string | undefined;
  /** Whether there may be no object: the property is `null` then, and so are all of its columns. */
  nullable?: boolean | undefined;
}

/** An embedded object as declared: what `embedded` returns while a class is being read. */
export class EmbeddedDefinition {
  /** What the user gave, to be read once the class that has it is known by name. */
  readonly type: unknown;
  readonly prefix: string | undefined;
  readonly nullable: boolean;

  constructor(type: unknown, { prefix, nullable = false }: EmbeddedOptions) {
    this.type = type;
    this.prefix = prefix;
    this.nullable = nullable;
  }
}

/**
 * Declares an object whose properties are columns of the model's own table: `home = embedded(Address)` has the columns
 * `home_street`, `home_city` …, and the record has an `Address` of its own. With `nullable` there may be none. Throws
 * `ModelDefinitionError` where the class does not extend `Embedded`, or the columns would clash.
 *
 * @example
 * class Money extends Embedded {
 *   amount = field.decimal(10, 2);
 *   currency = field.char(3);
 * }
 * class Offer extends Model {
 *   id = field.id();
 *   price = embedded(Money);
 *   discount = embedded(Money, { nullable: true });
 * }
 * await db.createTables({ models: [Offer] });
 * const offer = await Offer.create({ price: { amount: "9.90", currency: "EUR" } });
 * console.assert(offer.price.currency === "EUR" && offer.discount === null);
 */
export function embedded<T extends object>(
  type: EmbeddedClass<T>,
  options: EmbeddedOptions & { nullable: true },
): EmbedOptional<T> | null;
export function embedded<T extends object>(
  type: EmbeddedClass<T>,
  options?: EmbeddedOptions & { nullable?: false | undefined },
): Embed<T>;
export function embedded(type: unknown, options: unknown = {}): unknown {
  return initialise(embedded, [type, options], () => new EmbeddedDefinition(type, readOptions(options)));
}

function readOptions(given: unknown): EmbeddedOptions {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new ModelDefinitionError(`embedded takes a class and an object of options, not ${describe(given)}.`);
  }
  const known = ["prefix", "nullable"];
  const options = given as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(options)) {
    if (!known.includes(name)) {
      const hint = nearest(name, known) || ` It has ${known.join(", ")}.`;
      throw new ModelDefinitionError(`embedded has no option ${JSON.stringify(name)}.${hint}`);
    }
    const wanted = name === "prefix" ? "string" : "boolean";
    if (value === undefined || typeof value === wanted) continue;
    throw new ModelDefinitionError(`${name} of embedded is a ${wanted}, not ${describe(value)}.`);
  }
  return options as EmbeddedOptions;
}
