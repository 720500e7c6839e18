import type { InitialValues } from "../fields/initialise.js";
import { normalOf } from "../fields/normal-form.js";
import type { EmbeddedMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { isHandle } from "../schema/relations/handle.js";
import { defaultOf } from "./default-of.js";
import { claim, firstObject, objectMaker } from "./embedded/objects.js";
import { handleOf, hide, shownOf } from "./relation-property.js";

/** First values of a new record: what was given, or the default. `undefined` is left to the database. */
export function initialValues(
  record: object,
  meta: ModelMeta,
  given: Readonly<Record<string, unknown>>,
): InitialValues {
  const objects = objectsOf(meta, (embedded) =>
    firstObject(embedded, Object.hasOwn(given, embedded.name) ? given[embedded.name] : undefined),
  );
  const get = (property: string): unknown => {
    const column = meta.byProperty.get(property);
    if (objects?.has(property)) return objects.get(property);
    if (Object.hasOwn(given, property) && given[property] !== undefined) {
      return column === undefined ? given[property] : normalOf(column, given[property]);
    }
    return column === undefined ? handleOf(record, property) : defaultOf(column);
  };
  return withSetter(record, meta, get, objects);
}

/** The values of a row. */
export function rowValues(record: object, meta: ModelMeta, values: readonly unknown[]): InitialValues {
  const objects = objectsOf(meta, (embedded) => objectMaker(embedded, ({ index }) => index)(values));
  const get = (property: string): unknown => {
    const column = meta.byProperty.get(property);
    if (objects?.has(property)) return objects.get(property);
    return column === undefined ? handleOf(record, property) : values[column.index];
  };
  return withSetter(record, meta, get, objects);
}

/** Embedded objects by property. They are made before the record's own initialisers run, since they run theirs. */
type Objects = ReadonlyMap<string, object | null>;

function objectsOf({ embedded }: ModelMeta, make: (each: EmbeddedMeta) => object | null): Objects | undefined {
  if (embedded.size === 0) return undefined;
  const own = [...embedded.values()].filter(({ within }) => within === undefined);
  return new Map(own.map((each) => [each.name, make(each)]));
}

function withSetter(
  record: object,
  meta: ModelMeta,
  get: InitialValues["get"],
  objects: Objects | undefined,
): InitialValues {
  if (meta.relations.size === 0 && objects === undefined) return { get };
  const set = (property: string) => {
    const object = objects?.get(property);
    if (object === undefined) unveil(record, meta, property);
    else claim(record, meta.embedded.get(property) as EmbeddedMeta, object);
  };
  return { get, set };
}

/**
 * A class field has made the handle of a relation the record's own; the property of the prototype gives the same, and
 * keeps spread, JSON and the console free of it. Done before the next property comes, it costs nothing.
 */
function unveil(record: object, { relations }: ModelMeta, property: string): void {
  if (relations.has(property) && Object.hasOwn(record, property) && isHandle(shownOf(record, property))) {
    hide(record, property);
  }
}
