import { ModelDefinitionError } from "../errors/usage.js";
import { FieldDefinition } from "../fields/definition.js";
import { EmbeddedDefinition } from "../fields/embedded.js";
import { type Call, readInitialisers } from "../fields/initialise.js";
import { RelationDefinition } from "../fields/relation.js";
import { nearest } from "../naming/nearest.js";
import type { ModelClass } from "./column-meta.js";
import { appliedTo } from "./plugin.js";

/** On the base class, so that a model is known across two copies of this package. */
export const modelBrand = Symbol.for("@chakra-orm/model");

/** The same on the base class of embedded objects. */
export const embeddedBrand = Symbol.for("@chakra-orm/embedded");

/**
 * Name of the method of every model by which a record gives the handle of one of its relations: how what lies below
 * the model reaches what lies above it, without importing it.
 */
export const relatedTo = Symbol.for("@chakra-orm/related");

/** What a class body declares, before anything is made of it. */
export interface ClassReading {
  readonly calls: readonly Call[];
  readonly fields: ReadonlyMap<string, FieldDefinition>;
  readonly relations: ReadonlyMap<string, RelationDefinition>;
  /** Fields and embedded objects, in the order of the class. */
  readonly members: ReadonlyMap<string, FieldDefinition | EmbeddedDefinition>;
  /** Names of the properties that are none of these. */
  readonly others: readonly string[];
  /** Nothing but columns and relations, no private names, no constructor: see `ModelMeta.plain`. */
  readonly plain: boolean;
}

const readings = new WeakMap<ModelClass, ClassReading>();

/** Tells whether `value` is a class that extends `Model`. */
export function isModelClass(value: unknown): value is ModelClass {
  return isBranded(value, modelBrand);
}

/** Tells whether `value` is a class that extends `Embedded`. */
export function isEmbeddedClass(value: unknown): value is ModelClass {
  return isBranded(value, embeddedBrand) && !Object.hasOwn(value, embeddedBrand);
}

function isBranded(value: unknown, brand: symbol): value is ModelClass {
  return typeof value === "function" && Reflect.get(value, brand) === true;
}

/** The classes from `model` up to, and without, the base class; most derived first. */
export function lineage(model: ModelClass): ModelClass[] {
  const classes: ModelClass[] = [];
  for (let at: unknown = model; isDeclaring(at); at = Object.getPrototypeOf(at)) classes.push(at);
  return classes;
}

/** A class below one of the base classes. */
function isDeclaring(value: unknown): value is ModelClass {
  return [modelBrand, embeddedBrand].some((brand) => isBranded(value, brand) && !Object.hasOwn(value, brand));
}

/** Runs the class body once and reads what its initialisers declare. Of models, and of embedded objects. */
export function readClass(model: ModelClass): ClassReading {
  const known = readings.get(model);
  if (known !== undefined) return known;
  const { instance, calls } = construct(model);
  const reserved = reservedNames(model);
  const declared = new Set(calls.map((call) => call.definition));
  refuseStatics(model);
  refuseStrays(model, calls);
  const fields = new Map<string, FieldDefinition>();
  const relations = new Map<string, RelationDefinition>();
  const others: string[] = [];
  const members = new Map<string, FieldDefinition | EmbeddedDefinition>();
  const seen = new Set<unknown>();
  for (const [property, value] of Object.entries(instance)) {
    if (reserved.has(property) || property === "__proto__" || property.startsWith("$")) {
      const noun = isModelClass(model) ? "models" : "embedded objects";
      const why = property.startsWith("$") ? "names with $ are the ORM's" : `all ${noun} have their own ${property}`;
      throw new ModelDefinitionError(
        `${model.name}.${property} hides what ${noun} have under that name: ${why}. Rename the property; { column: ${JSON.stringify(property)} } keeps the column's name.`,
        { model: model.name, fields: [property] },
      );
    }
    if (!isDeclaration(value)) {
      others.push(property);
      continue;
    }
    if (!declared.has(value) || seen.has(value)) {
      throw new ModelDefinitionError(
        `${model.name}.${property} shares its ${nounOf(value)} with something else. Each property calls its builder itself: ${property} = ${builderOf(value)}(…); to share options, write a function that calls it.`,
        { model: model.name, fields: [property] },
      );
    }
    seen.add(value);
    if (value instanceof RelationDefinition) relations.set(property, value);
    else members.set(property, value);
    if (value instanceof FieldDefinition) fields.set(property, value);
  }
  const plain = others.length === 0 && isPlain(model);
  const reading = { calls, fields, relations, members, others, plain };
  readings.set(model, reading);
  return reading;
}

function construct(model: ModelClass): { readonly instance: object; readonly calls: readonly Call[] } {
  const run = () => Reflect.construct(model as unknown as new () => object, []);
  return readInitialisers(model.prototype, run, (error, last) => {
    const reason = error instanceof Error ? error.message : String(error);
    const place = last === undefined ? "at its first property" : `at what follows ${model.name}.${last}`;
    return new ModelDefinitionError(`The class body of ${model.name} cannot be read, ${place}: ${reason}`, {
      model: model.name,
      cause: error,
    });
  });
}

function refuseStatics(model: ModelClass): void {
  for (const [property, value] of Object.entries(model)) {
    if (!isDeclaration(value)) continue;
    throw new ModelDefinitionError(
      `${model.name}.${property} is static, so it is no ${value instanceof FieldDefinition ? "column" : nounOf(value)}. Leave the word static out.`,
      { model: model.name, fields: [property] },
    );
  }
}

/**
 * A field that is no property of the instance is no column: in a private field, an accessor, an object or a promise, or
 * declared twice under one name. Subclasses may declare a field anew, so of their calls some are rightly left over.
 */
function refuseStrays(model: ModelClass, calls: readonly Call[]): void {
  if (lineage(model).filter(declaresFields).length > 1) return;
  const used = new Set(calls.flatMap(({ given }) => given.flatMap(partsOf)));
  const stray = calls.find(({ property, definition }) => property === undefined && !used.has(definition));
  if (stray === undefined) return;
  const builder = builderOf(stray.definition as Declaration);
  throw new ModelDefinitionError(
    `A ${builder}(…) of ${model.name} is the value of no public property: fields and relations cannot be private, inside an accessor, an object or an async function, or declared twice. Write it as name = ${builder}(…).`,
    { model: model.name },
  );
}

/** Not so the class that stands for a plugin without fields. */
function declaresFields(model: ModelClass): boolean {
  const plugin = appliedTo(model);
  return plugin === undefined || plugin.fields !== undefined;
}

type Declaration = FieldDefinition | RelationDefinition | EmbeddedDefinition;

export function isDeclaration(value: unknown): value is Declaration {
  return value instanceof FieldDefinition || value instanceof RelationDefinition || value instanceof EmbeddedDefinition;
}

function nounOf(value: Declaration): string {
  if (value instanceof EmbeddedDefinition) return "embedded object";
  return value instanceof FieldDefinition ? "field" : "relation";
}

/** As the user called it, for messages. */
function builderOf(definition: Declaration): string {
  if (definition instanceof RelationDefinition) return definition.kind;
  if (definition instanceof EmbeddedDefinition) return "embedded";
  return `field.${definition.type?.name ?? "foreignKey"}`;
}

/** What a builder was given, and what a custom type is stored as. */
function partsOf(given: unknown): unknown[] {
  return typeof given === "object" && given !== null ? [given, ...Object.values(given)] : [given];
}

/** Names that the base class has, which a property would hide. */
function reservedNames(model: ModelClass): Set<string> {
  const names = new Set<string>(["then", "constructor"]);
  let at: object | null = model.prototype;
  while (at !== null && at !== Object.prototype) {
    const owner = (at as { constructor?: unknown }).constructor;
    if (typeof owner === "function" && (Object.hasOwn(owner, modelBrand) || Object.hasOwn(owner, embeddedBrand))) {
      for (const name of Object.getOwnPropertyNames(at)) names.add(name);
    }
    at = Object.getPrototypeOf(at);
  }
  return names;
}

/**
 * Private fields cannot be seen from outside, but they cannot be declared without a `#` in the class's source, nor be
 * imitated by older targets without a constructor. A `#` in a comment costs only speed. The constructor of a class that
 * `use` made does nothing but declare.
 */
function isPlain(model: ModelClass): boolean {
  return lineage(model).every(
    (at) => appliedTo(at) !== undefined || !/#|\bconstructor\b/.test(Function.prototype.toString.call(at)),
  );
}

/** The property of a name in a class, or an error that suggests the nearest. */
export function unknownProperty(model: string, where: string, name: string, properties: Iterable<string>): string {
  return `${model} has no property ${JSON.stringify(name)}, named in ${where}.${nearest(name, properties)}`;
}
