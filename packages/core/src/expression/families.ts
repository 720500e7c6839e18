import { QueryError } from "../errors/usage.js";
import type { StorageKind } from "../fields/kinds.js";
import type { FunctionDefinition } from "../functions/function.js";
import { refuseSealed } from "../statement/sealed.js";
import type { Typed } from "../statement/typed.js";

type Taken = NonNullable<FunctionDefinition["takes"]>;

const numbers: readonly StorageKind[] = ["int16", "int32", "int64", "bigint", "double", "decimal"];
const texts: readonly StorageKind[] = ["char", "string", "text", "enum"];

const ordered: readonly StorageKind[] = [...numbers, ...texts, "date", "time", "datetime", "interval"];

/** The kinds of values that a function takes, by what its definition says. */
const taken: Readonly<Record<Taken, readonly StorageKind[]>> = {
  number: numbers,
  text: texts,
  calendar: ["date", "datetime"],
  clock: ["time", "datetime"],
  instant: ["datetime"],
  json: ["json"],
  measured: [...texts, "array", "json"],
  ordered,
  single: [...ordered, "boolean", "uuid", "bytes", "json"],
};

const names: Readonly<Record<Taken, string>> = {
  number: "numbers",
  text: "texts",
  calendar: "days and instants",
  clock: "times and instants",
  instant: "instants",
  json: "JSON",
  measured: "texts, arrays and JSON",
  ordered: "values with an order",
  single: "single values",
};

/** Refuses a first argument that a function cannot work on: some databases would make something up. */
export function refuseFirst({ takes, from, name }: FunctionDefinition, given: Typed): void {
  const { kind } = given.type;
  if (takes !== undefined && !taken[takes].includes(kind)) {
    throw new QueryError(`${name} works on ${names[takes]}; ${told(given)}.`, { model: given.model });
  }
  if (from === undefined || from.includes(kind)) return;
  throw new QueryError(
    `${name} takes no ${given.type.name}: databases would not make the same of it, or lose some of it.`,
    { model: given.model },
  );
}

/** All numbers, all texts, and otherwise those of one kind. */
export type Family = "number" | "text" | StorageKind;

/** Values that can be compared with each other: all numbers, all texts, and otherwise those of one kind. */
export function familyOf({ type: { kind } }: Typed): Family {
  if (numbers.includes(kind)) return "number";
  return texts.includes(kind) ? "text" : kind;
}

/** Refuses what is no match for its neighbour. */
export function refuseStranger(name: string, subject: Typed, other: Typed): void {
  for (const each of [subject, other]) refuseSealed(name, each);
  if (familyOf(subject) === familyOf(other)) return;
  throw new QueryError(`${name} needs two of a kind; ${told(subject)}, and ${told(other)}.`, { model: subject.model });
}

const told = ({ model, property, type }: Typed): string =>
  model === "An expression"
    ? `an expression here gives a ${type.name}`
    : `${model}.${property} is a ${type.name} field`;
