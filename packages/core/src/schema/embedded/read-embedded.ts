import { ModelDefinitionError } from "../../errors/usage.js";
import { FieldDefinition } from "../../fields/definition.js";
import type { EmbeddedDefinition } from "../../fields/embedded.js";
import { describe } from "../../fields/numeric-type.js";
import type { ModelClass } from "../column-meta.js";
import { type ClassReading, isEmbeddedClass, isModelClass, readClass } from "../read-class.js";

/** The place of an embedded object in a model. */
export interface Place {
  /** The class that has it, and the properties on the way to it. */
  readonly model: string;
  readonly path: readonly string[];
  /** The classes that it is embedded in, outermost first. */
  readonly classes: readonly ModelClass[];
  /** There may be none, or none of what it is a part of. */
  readonly isAbsentable: boolean;
}

/** Reads the class of an embedded object. Refuses what has a meaning only in a model. */
export function readEmbedded({ type }: EmbeddedDefinition, place: Place): { type: ModelClass; reading: ClassReading } {
  const where = [place.model, ...place.path].join(".");
  const refuse = (message: string): never => {
    throw new ModelDefinitionError(message, { model: place.model, fields: [place.path.join(".")] });
  };
  if (!isEmbeddedClass(type)) return refuse(`${where} embeds ${whyNone(type)}`);
  if (place.classes.includes(type)) {
    const way = [...place.classes, type].map(({ name }) => name).join(" → ");
    return refuse(`${where} embeds ${type.name} in itself, ${way}, so its columns would have no end.`);
  }
  const reading = readClass(type);
  const [relation] = reading.relations.keys();
  if (relation !== undefined) {
    refuse(
      `${type.name}.${relation} is a relation, which an embedded object cannot have: it has no row of its own. Declare the relation in ${place.model}.`,
    );
  }
  if (reading.members.size === 0) refuse(`${where} embeds ${type.name}, which declares no field.`);
  for (const [property, member] of reading.members) {
    if (!(member instanceof FieldDefinition)) continue;
    const why = whyRefused(member, place);
    if (why !== undefined) refuse(`${type.name}.${property}, embedded as ${where}, ${why}`);
  }
  return { type, reading };
}

function whyNone(type: unknown): string {
  const mend = "It takes a class: class Address extends Embedded { street = field.string(100); }.";
  if (type === undefined) {
    return `a class that is not there: of two files that import each other, one is not loaded yet when the class body runs. ${mend}`;
  }
  if (isModelClass(type)) return `${type.name}, which is a model with rows of its own: refer to it by a relation.`;
  return `${typeof type === "function" ? type.name || "a function" : describe(type)}, which is no such class. ${mend}`;
}

/** What only a row has, and what would be there without the object that it belongs to. */
function whyRefused({ type, settings, foreignKey }: FieldDefinition, place: Place): string | undefined {
  if (settings.primaryKey || type?.facets.autoIncrement === true) {
    return "is a primary key, and only a model has one: an embedded object is known by the record that it belongs to.";
  }
  if (foreignKey !== undefined) return `is a foreign key: declare it in ${place.model}, where the relation is.`;
  if (settings.role !== undefined) return `is field.${settings.role}(), which says something of a whole row.`;
  if (!place.isAbsentable) return undefined;
  if (settings.generated !== undefined) {
    return "is computed by the database, which would give it a value though there is no object: leave nullable out.";
  }
  if (settings.onUpdate === undefined) return undefined;
  return "has onUpdate, which would give it a value though there is no object: leave nullable out.";
}
