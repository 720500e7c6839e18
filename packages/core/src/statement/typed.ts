import { compareIdentity, compareInstant } from "../fields/compare.js";
import { refuseDate } from "../fields/date.js";
import type { FieldType, Refusal } from "../fields/definition.js";
import { refuseNonJson } from "../fields/json.js";
import type { Facets, StorageKind } from "../fields/kinds.js";
import { describe } from "../fields/numeric-type.js";
import { refuseText } from "../fields/text-type.js";
import type { FunctionDefinition, ResultKind } from "../functions/function.js";
import type { ColumnMeta } from "../schema/column-meta.js";

/** What a value is and how it travels: a column, or what an expression gives. */
export type Typed = Pick<ColumnMeta, "type" | "model" | "property">;

type Refuse = FieldType["refuse"];

function typed(name: string, kind: StorageKind, refuse: Refuse, facets: Facets = {}): Typed {
  const comparison = kind === "datetime" ? compareInstant : compareIdentity;
  const type: FieldType = { name, kind, facets, rules: [], refuse, comparison, samples: [] };
  return { type, model: "An expression", property: name };
}

const mustBe = (test: (value: unknown) => boolean, what: string): Refuse => {
  return (value): Refusal | undefined =>
    test(value) ? undefined : { rule: "type", message: `must be ${what}, not ${describe(value)}` };
};

const isNumber = (value: unknown): boolean => typeof value === "number" && Number.isFinite(value);
const decimalText = /^-?\d+(\.\d+)?$/;

/** Whole numbers of 32 bits. */
export const wholeValue = typed("integer", "int32", mustBe(Number.isSafeInteger, "a whole number"));
/** Whole numbers: lengths, parts of dates. */
export const integerValue = typed("integer", "int64", mustBe(Number.isSafeInteger, "a whole number"));
/** 64-bit whole numbers as bigints. */
export const bigintValue = typed(
  "bigInteger",
  "bigint",
  mustBe((value) => typeof value === "bigint", "a bigint"),
);
/** Doubles. */
export const doubleValue = typed("float", "double", mustBe(isNumber, "a finite number"));
/** Text. */
export const textValue = typed("text", "text", refuseText);
/** True and false. */
export const booleanValue = typed(
  "boolean",
  "boolean",
  mustBe((value) => typeof value === "boolean", "true or false"),
);
/** Days. */
export const dateValue = typed("date", "date", refuseDate);
/** Instants. */
export const instantValue = typed(
  "dateTime",
  "datetime",
  mustBe((value) => value instanceof Date && !Number.isNaN(value.getTime()), "a Date"),
);
/** Exact decimals of any number of digits. */
export const decimalValue = typed(
  "decimal",
  "decimal",
  mustBe((value) => typeof value === "string" && decimalText.test(value), 'a decimal in a string, such as "12.50"'),
);

/** What JSON can hold. */
export const jsonValue = typed("json", "json", refuseNonJson);
/** Bytes. */
export const bytesValue = typed(
  "binary",
  "bytes",
  mustBe((value) => value instanceof Uint8Array, "bytes in a Uint8Array"),
);

/** What a JavaScript value is where nothing beside it tells. */
export function typeOfValue(value: unknown): Typed | undefined {
  if (typeof value === "string") return textValue;
  if (typeof value === "boolean") return booleanValue;
  if (typeof value === "bigint") return bigintValue;
  if (typeof value === "number") return Number.isSafeInteger(value) ? integerValue : doubleValue;
  if (value instanceof Uint8Array) return bytesValue;
  return value instanceof Date ? instantValue : undefined;
}

const fixed: Readonly<Partial<Record<ResultKind, Typed>>> = {
  integer: integerValue,
  count: integerValue,
  double: doubleValue,
  text: textValue,
  boolean: booleanValue,
  date: dateValue,
  datetime: instantValue,
  json: jsonValue,
  decimal: decimalValue,
  bigint: bigintValue,
};

const whole: readonly StorageKind[] = ["int16", "int32", "int64"];

/** What a function gives for a first argument of this type. */
export function resultOf({ result, takes }: FunctionDefinition, first: Typed | undefined): Typed {
  const known = fixed[result];
  // What is found in JSON is still told of by the name of its column.
  if (known !== undefined) return takes === "json" && first !== undefined ? within(first, known) : known;
  const given = first ?? textValue;
  const { kind } = given.type;
  // A sum outgrows the type of what is summed; digits after the point stay as many as they are.
  if (result === "sum") return whole.includes(kind) ? integerValue : kind === "decimal" ? anyDigits(given) : given;
  if (result === "rounded") return kind === "decimal" ? decimalValue : given;
  if (result === "list") return listOf(given);
  if (result === "average") return kind === "decimal" ? decimalValue : doubleValue;
  return given;
}

const parts = new WeakMap<Typed, Map<Typed, Typed>>();

/** A part of a value, of another type than the whole. */
function within(whole: Typed, as: Typed): Typed {
  let known = parts.get(whole);
  if (known === undefined) {
    known = new Map();
    parts.set(whole, known);
  }
  let part = known.get(as);
  if (part === undefined) {
    const type = as === jsonValue ? as.type : { ...as.type, name: `${as.type.name} in JSON` };
    part = { type, model: whole.model, property: whole.property };
    known.set(as, part);
  }
  return part;
}

const anyPrecision = new WeakMap<Typed, Typed>();

/** A decimal with as many digits after the point, and any number of them before. */
function anyDigits(given: Typed): Typed {
  let result = anyPrecision.get(given);
  if (result === undefined) {
    const { scale } = given.type.facets;
    result = { ...decimalValue, type: { ...decimalValue.type, facets: scale === undefined ? {} : { scale } } };
    anyPrecision.set(given, result);
  }
  return result;
}

const each = (read: (value: never) => unknown) => (values: readonly unknown[]) =>
  values.map((value) => (value === null ? null : read(value as never)));

const lists = new WeakMap<Typed, Typed>();

/** A list of such values, or of NULL among them. */
function listOf(given: Typed): Typed {
  let result = lists.get(given);
  if (result === undefined) {
    const { kind, facets, decode } = given.type;
    const list = typed("array", "array", mustBe(Array.isArray, "a list"), {
      element: { kind, facets, nullable: true },
    });
    result = decode === undefined ? list : { ...list, type: { ...list.type, decode: each(decode) } };
    lists.set(given, result);
  }
  return result;
}

/** What is exact stays so: a decimal is wider than a float. */
const widths: readonly StorageKind[] = ["int16", "int32", "int64", "bigint", "double", "decimal"];

/** What numbers of several types make together; of anything else, the first. */
export function widest(types: readonly Typed[]): Typed {
  const [first = textValue, ...more] = types;
  if (more.length === 0 || !types.every(({ type }) => widths.includes(type.kind))) return first;
  const width = Math.max(...types.map(({ type }) => widths.indexOf(type.kind)));
  const kind = widths[width];
  if (kind === "double") return doubleValue;
  if (kind === "decimal") return decimalValue;
  return kind === "bigint" ? bigintValue : integerValue;
}

/** What several values are of which one comes out: as the first, where the others are like it. */
export function common(types: readonly Typed[]): Typed {
  const [first = textValue] = types;
  const { kind } = first.type;
  const isLike = (type: Typed) => type === first || (kind !== "decimal" && type.type.kind === kind);
  return types.every(isLike) ? first : widest(types);
}
