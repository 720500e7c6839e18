import type { ModelMeta } from "@chakra-orm/core/internal";
import type { Random } from "./random.js";

/** What the functions of a factory are called with, once for each record. */
export interface FactoryContext {
  /** The number of the record: 1, 2, 3 … of this factory and all that come from it. */
  readonly sequence: number;
  /** Data that looks random, and is the same for the same number in every run. */
  readonly random: Random;
}

/** Attributes as a factory takes them: values, functions that give values, and factories. */
export type Attributes = Readonly<Record<string, unknown>>;

/** The model of a factory, as far as records are made by it. */
export interface Making {
  new (attributes: Attributes): object;
  create(attributes: Attributes): Promise<object>;
  createMany(list: readonly Attributes[]): Promise<object[]>;
}

/** What a factory knows. Those that come from one another have its counter in common. */
export interface Recipe {
  readonly meta: ModelMeta;
  readonly counter: { next: number };
  readonly seed: number | string;
  /** What gives attributes; a later one wins over an earlier one. */
  readonly layers: readonly ((context: FactoryContext) => Attributes)[];
  readonly states: ReadonlyMap<string, (context: FactoryContext) => Attributes>;
  readonly callbacks: readonly ((record: object, context: FactoryContext) => unknown)[];
}

/** Where a factory, or a number of records of it, has its recipe. */
export const recipeKey: unique symbol = Symbol("recipe");

/** The type of the records that a factory makes: nothing of it exists at run time. */
export declare const makes: unique symbol;

/** What stands for a record that is made when it is needed. */
export interface Maker<out T> {
  readonly [recipeKey]: Recipe;
  readonly [makes]?: T;
}

/** What stands for a list of records that are made when they are needed: `posts.times(3)`. */
export class Several<out T> {
  declare readonly makes?: T;
  readonly recipe: Recipe;
  readonly count: number;
  readonly overrides: Attributes;

  constructor(recipe: Recipe, count: number, overrides: Attributes) {
    this.recipe = recipe;
    this.count = count;
    this.overrides = overrides;
  }
}

/** The recipe of a factory; `undefined` for whatever else. */
export function recipeOf(value: unknown): Recipe | undefined {
  return typeof value === "object" && value !== null && recipeKey in value
    ? (value as Maker<unknown>)[recipeKey]
    : undefined;
}
