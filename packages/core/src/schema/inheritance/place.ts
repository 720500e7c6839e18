import { ModelDefinitionError } from "../../errors/usage.js";
import type { FieldType } from "../../fields/definition.js";
import { describe } from "../../fields/numeric-type.js";
import { lowerFirst } from "../../naming/casing.js";
import type { NamingStrategy } from "../../naming/strategy.js";
import { whyNoName } from "../class-name.js";
import type { ModelClass } from "../column-meta.js";
import { appliedTo } from "../plugin.js";
import { lineage } from "../read-class.js";

/** What a user may write on a class that shares its table with others. */
interface HeirStatics {
  readonly abstract?: unknown;
  readonly discriminator?: unknown;
  readonly discriminatorValue?: unknown;
}

/** Where a class stands among those that share a table. */
export interface Place {
  /** Name of the property that says of which class a row is. */
  readonly property: string;
  /** The class that it extends; none for the one that says `static discriminator`. */
  readonly parent: ModelClass | undefined;
  /** There are rows of its subclasses only. */
  readonly isAbstract: boolean;
}

/** Where a class stands in a hierarchy with one table; `undefined` for one with a table of its own. */
export function readPlace(model: ModelClass): Place | undefined {
  const classes = lineage(model).filter((at) => appliedTo(at) === undefined);
  const stating = classes.filter((at) => Object.hasOwn(at, "discriminator"));
  const [root, other] = stating;
  if (root === undefined) {
    if (!Object.hasOwn(model, "discriminatorValue")) return undefined;
    throw mistake(
      model,
      `static discriminatorValue of ${model.name} says what its rows are called in a table that classes share, and neither ${model.name} nor what it extends says static discriminator = "…". Add that to the class at the top.`,
    );
  }
  if (other !== undefined) {
    throw mistake(
      model,
      `${root.name} and ${other.name}, which it extends, both say static discriminator. One table has one: leave it out in ${root.name}.`,
    );
  }
  return {
    property: propertyOf(root),
    parent: root === model ? undefined : classes[1],
    isAbstract: Object.hasOwn(model, "abstract") && (model as HeirStatics).abstract === true,
  };
}

/** Whether a class shares its table with others, and so has rows although it may be abstract. */
export function isHeir(model: ModelClass): boolean {
  return (model as HeirStatics).discriminator !== undefined;
}

/** What the rows of a class hold in the column of the discriminator; `undefined` for an abstract class. */
export function readValue(
  model: ModelClass,
  { isAbstract }: Place,
  naming: NamingStrategy,
  type: FieldType,
): string | undefined {
  const isStated = Object.hasOwn(model, "discriminatorValue");
  const { name } = model;
  if (isAbstract) {
    if (!isStated) return undefined;
    throw mistake(model, `${name} is abstract, so no row is called after it: leave static discriminatorValue out.`);
  }
  const value = isStated ? (model as HeirStatics).discriminatorValue : valueFrom(model, naming);
  if (typeof value !== "string" || value === "") {
    throw mistake(
      model,
      `static discriminatorValue of ${name} is the text that its rows hold, such as "card"; not ${value === "" ? "an empty one" : describe(value)}.`,
    );
  }
  const why = type.refuse(value);
  if (why === undefined) return value;
  const mend = isStated ? "" : ` State another: static discriminatorValue = "…".`;
  throw mistake(model, `The discriminator of ${name}, ${JSON.stringify(value)}, ${why.message}.${mend}`);
}

function valueFrom(model: ModelClass, naming: NamingStrategy): string {
  const why = whyNoName(model.name);
  if (why === undefined) return naming.column(lowerFirst(model.name));
  throw mistake(
    model,
    `The class name ${JSON.stringify(model.name)} ${why}, and rows must not be called after that. State what they are called: static discriminatorValue = "card".`,
  );
}

function propertyOf(root: ModelClass): string {
  const { discriminator } = root as HeirStatics;
  if (typeof discriminator === "string" && discriminator !== "") return discriminator;
  throw mistake(
    root,
    `static discriminator of ${root.name} is the name of the property that says of which class a row is, such as "kind"; not ${discriminator === "" ? "an empty text" : describe(discriminator)}.`,
  );
}

function mistake(model: ModelClass, message: string): ModelDefinitionError {
  return new ModelDefinitionError(message, { model: model.name });
}
