import { ConfigurationError } from "@chakra-orm/core";
import { rivalsOf } from "./own-columns.js";
import { Random } from "./random.js";
import type { Attributes, FactoryContext, Recipe } from "./recipe.js";

/** What one record is to be made from: its attributes, in which factories stand for records still. */
export interface Draft {
  readonly recipe: Recipe;
  readonly context: FactoryContext;
  readonly attributes: Map<string, unknown>;
  /** Through which relations of which models it came to be. */
  readonly path: readonly string[];
}

/** Why a record is made for another one, and what it is not to say itself then. */
export interface Occasion {
  readonly path: readonly string[];
  readonly without: readonly string[];
}

/** Nobody asked for it but the caller. */
export const asked: Occasion = { path: [], without: [] };

/** Deeper than any tree of records that one wants, and shallow enough for the stack. */
const deepest = 50;

/** Draws the attributes of the next record. What is overridden is not asked for. */
export function draw(recipe: Recipe, overrides: Attributes, { path, without }: Occasion): Draft {
  if (path.length > deepest) throw endless(path);
  const context = contextOf(recipe);
  const attributes = new Map<string, unknown>();
  for (const layer of [...recipe.layers, () => overrides]) lay(recipe, attributes, layer(context));
  for (const property of without) attributes.delete(property);
  for (const [property, value] of attributes) {
    if (typeof value === "function") attributes.set(property, (value as () => unknown)());
  }
  return { recipe, context, attributes, path };
}

/** The random data of a record depends on its number alone, not on what was made before. */
function contextOf({ meta, seed, counter }: Recipe): FactoryContext {
  const sequence = counter.next++;
  return { sequence, random: new Random(`${seed}:${meta.name}:${sequence}`) };
}

/** Lays attributes over those that are there, in whose place they come. */
function lay({ meta }: Recipe, attributes: Map<string, unknown>, given: unknown): void {
  if (!isPlain(given)) {
    throw new ConfigurationError(
      `The factory of ${meta.name} was given ${told(given)} where attributes belong: an object such as { ${meta.columns[1]?.property ?? "name"}: … }.`,
      { model: meta.name },
    );
  }
  for (const [property, value] of Object.entries(given)) {
    if (value === undefined) continue;
    for (const rival of rivalsOf(meta, property)) if (given[rival] === undefined) attributes.delete(rival);
    attributes.set(property, value);
  }
}

function isPlain(value: unknown): value is Attributes {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function told(value: unknown): string {
  if (value instanceof Promise) return "a promise";
  if (typeof value === "object" && value !== null) return `a ${value.constructor.name}`;
  return typeof value === "function" ? "a function" : String(value);
}

function endless(path: readonly string[]): ConfigurationError {
  return new ConfigurationError(
    `Factories make each other without end: ${path.slice(0, 3).join(", ")} … Give one of these relations no factory in the definition, but in a state or where it is wanted.`,
  );
}
