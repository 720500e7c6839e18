import { ValidationError } from "../../errors/record.js";
import {
  constructWhole,
  fillInitialisers,
  finishInitialisers,
  type InitialValues,
  isReading,
} from "../../fields/initialise.js";
import { normalOf } from "../../fields/normal-form.js";
import type { ColumnMeta, EmbeddedMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { type MakingStep, rowConstructor } from "../row-constructor.js";
import { heldObject, hold } from "./hold.js";
import { isEmbedded, isInstance, objectIssues, valuesGiven, valuesIn } from "./values.js";

/** Makes an embedded object from a list of values; `null` where it is not there. */
export type ObjectMaker = (values: readonly unknown[]) => object | null;

/** An object that is being made by way of its class's constructor. */
interface Pending {
  readonly prototype: object;
  readonly embedded: EmbeddedMeta;
  readonly parts: ReadonlyMap<string, unknown>;
}

let pending: Pending | null = null;

/** What the base constructor of embedded objects does. `metaOf` is handed in, since nothing is looked up while a class is read. */
export function constructObject(object: object, attributes: unknown, metaOf: () => EmbeddedMeta): void {
  if (isReading(object)) return;
  let parts: ReadonlyMap<string, unknown>;
  let embedded: EmbeddedMeta;
  if (pending !== null && pending.prototype === Object.getPrototypeOf(object)) {
    ({ parts, embedded } = pending);
    pending = null;
  } else {
    embedded = metaOf();
    parts = partsOf(embedded, readValues(embedded, attributes ?? {}), (column) => column.index);
  }
  fillInitialisers(embedded.calls, initialParts(object, embedded, parts));
}

/** The values of an object that may stand for an embedded one. Throws `ValidationError`. */
function readValues(embedded: EmbeddedMeta, given: unknown): unknown[] {
  const issues = objectIssues(embedded, given, false);
  if (issues.length > 0) throw new ValidationError(embedded.model, issues);
  const object = given as object;
  return isInstance(embedded, object) ? valuesIn(object, embedded) : valuesGiven(object, embedded);
}

function initialParts(object: object, { parts }: EmbeddedMeta, values: ReadonlyMap<string, unknown>): InitialValues {
  const get = (property: string) => values.get(property);
  const nested = new Map([...parts].filter((each): each is [string, EmbeddedMeta] => isEmbedded(each[1])));
  if (nested.size === 0) return { get };
  const set = (property: string) => {
    const part = nested.get(property);
    if (part !== undefined) claim(object, part, values.get(property) as object | null);
  };
  return { get, set };
}

/** The parts of an object by name, those that are embedded objects made. */
function partsOf(
  { parts }: EmbeddedMeta,
  values: readonly unknown[],
  placeOf: (column: ColumnMeta) => number,
): Map<string, unknown> {
  return new Map(
    [...parts].map(([name, part]) => [
      name,
      isEmbedded(part) ? objectMaker(part, placeOf)(values) : values[placeOf(part)],
    ]),
  );
}

/** What makes the embedded objects of a list of columns; made once for each list. */
export function objectMaker(embedded: EmbeddedMeta, placeOf: (column: ColumnMeta) => number): ObjectMaker {
  const build = builderOf(embedded, placeOf);
  if (!embedded.nullable) return build;
  const places = embedded.columns.map(placeOf);
  return (values) => (places.every((place) => values[place] === null) ? null : build(values));
}

function builderOf(
  embedded: EmbeddedMeta,
  placeOf: (column: ColumnMeta) => number,
): (values: readonly unknown[]) => object {
  const { type, parts, plain } = embedded;
  const { name, prototype } = type;
  // As for records: an accessor of that name on the prototype would take what belongs to the field.
  if (plain && [...parts.keys()].every((part) => !(part in prototype))) {
    const Made = rowConstructor([...parts.values()].map((part) => stepOf(part, placeOf)));
    Made.prototype = prototype;
    return (values) => new Made(values as unknown[]);
  }
  return (values) => {
    const made = partsOf(embedded, values, placeOf);
    pending = { prototype, embedded, parts: made };
    try {
      return constructWhole(name, () => Reflect.construct(type as unknown as new () => object, []));
    } finally {
      pending = null;
    }
  };
}

/** How a column, or an embedded object, comes to be on what it belongs to. */
function stepOf(part: ColumnMeta | EmbeddedMeta, placeOf: (column: ColumnMeta) => number): MakingStep {
  if (!isEmbedded(part)) return { property: part.path.at(-1) as string, place: placeOf(part), take: undefined };
  const make = objectMaker(part, placeOf);
  return { make: (owner, values) => hold(owner, part, make(values), adopt) };
}

/** What gives a record its embedded object, of values in the order of the object's columns. */
export function objectHolder(embedded: EmbeddedMeta): (record: object, values: readonly unknown[]) => void {
  const make = objectMaker(embedded, placeIn(embedded));
  return (record, values) => hold(record, embedded, make(values), adopt);
}

/** The place of a column among those of its embedded object. */
function placeIn({ columns }: EmbeddedMeta): (column: ColumnMeta) => number {
  const [first] = columns as [ColumnMeta];
  return ({ index }) => index - first.index;
}

const builders = new WeakMap<EmbeddedMeta, (values: readonly unknown[]) => object>();

/** An object of values in the order of its columns, there whatever they are. */
function objectOf(embedded: EmbeddedMeta, values: readonly unknown[]): object {
  let build = builders.get(embedded);
  if (build === undefined) {
    build = builderOf(embedded, placeIn(embedded));
    builders.set(embedded, build);
  }
  return build(values);
}

/** What is held instead of what is assigned: a copy, once it was checked. */
function adopt(embedded: EmbeddedMeta, value: unknown): object | null {
  if (value === null && embedded.nullable) return null;
  return objectOf(embedded, readValues(embedded, value));
}

/** The embedded object of a new record: what was given for it, or one of defaults, or none. */
export function firstObject(embedded: EmbeddedMeta, given: unknown): object | null {
  if (given === null || (given === undefined && embedded.nullable)) return null;
  return adopt(embedded, given ?? {});
}

/** Gives an owner what is assigned to it, where it held nothing yet. */
export function holdGiven(owner: object, embedded: EmbeddedMeta, value: unknown): void {
  hold(owner, embedded, adopt(embedded, value), adopt);
}

/** A class field has made an embedded object a plain property: from now on the owner holds it. */
export function claim(owner: object, embedded: EmbeddedMeta, made: object | null): void {
  const property = Object.getOwnPropertyDescriptor(owner, embedded.name);
  if (property === undefined || !("value" in property)) return;
  // Somebody may have set it in the meantime.
  hold(owner, embedded, property.value === made ? made : adopt(embedded, property.value), adopt);
}

/** Sets what attributes say of an embedded object; what they do not name stays. An object of the class says all. */
export function assignObject(owner: object, embedded: EmbeddedMeta, given: unknown): void {
  const held = (owner as Record<string, unknown>)[embedded.name] as object | null;
  if (given === null || held === null || isInstance(embedded, given)) {
    (owner as Record<string, unknown>)[embedded.name] = given;
    return;
  }
  for (const [name, value] of Object.entries(given as object)) {
    const part = embedded.parts.get(name);
    if (part === undefined || value === undefined) continue;
    if (isEmbedded(part)) assignObject(held, part, value);
    else (held as Record<string, unknown>)[name] = normalOf(part, value);
  }
}

/** Sets a column of an embedded object to what the database has: the object comes to be with it, or goes. */
export function setColumn(record: object, column: ColumnMeta, value: unknown): void {
  const way = wayTo(column);
  const owners = [record];
  for (const [i, embedded] of way.entries()) {
    const owner = owners[i] as object;
    let object = heldObject(owner, embedded);
    if (object === undefined || object === null) {
      object = value === null && embedded.nullable ? null : objectOf(embedded, blank(embedded));
      hold(owner, embedded, object, adopt);
    }
    if (object === null) return;
    owners.push(object);
  }
  (owners.at(-1) as Record<string, unknown>)[column.path.at(-1) as string] = value;
  if (value !== null) return;
  for (const [i, embedded] of [...way.entries()].reverse()) {
    const object = owners[i + 1] as object;
    if (!embedded.nullable || valuesIn(object, embedded).some((each) => each !== null)) continue;
    hold(owners[i] as object, embedded, null, adopt);
  }
}

const blank = ({ columns }: EmbeddedMeta): null[] => columns.map(() => null);

/** The embedded objects that a column is in, the outermost first. */
export function wayTo({ within }: ColumnMeta): EmbeddedMeta[] {
  const way: EmbeddedMeta[] = [];
  for (let at = within; at !== undefined; at = at.within) way.unshift(at);
  return way;
}

/** Remembers the embedded objects of a record, and gives what puts them back. */
export function rememberedObjects(record: object, { embedded }: ModelMeta): () => void {
  if (embedded.size === 0) return () => undefined;
  // Of a record that was made in this moment, the last property may not be held yet.
  finishInitialisers();
  const own = [...embedded.values()].filter(({ within }) => within === undefined);
  const steps = own.map((each) => rememberedObject(record, each));
  return () => {
    for (const step of steps) step();
  };
}

function rememberedObject(owner: object, embedded: EmbeddedMeta): () => void {
  const object = heldObject(owner, embedded);
  if (object === undefined) return () => undefined;
  if (object === null) return () => hold(owner, embedded, null, adopt);
  const values = object as Record<string, unknown>;
  const steps = [...embedded.parts].map(([name, part]) => {
    if (isEmbedded(part)) return rememberedObject(object, part);
    const value = values[name];
    return () => {
      values[name] = value;
    };
  });
  return () => {
    hold(owner, embedded, object, adopt);
    for (const step of steps) step();
  };
}
