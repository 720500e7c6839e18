import { smuggled } from "./hostile-texts.js";

class Instance {
  id = 1;
}

class Text extends String {}

/** Values that stand for no value of any scalar column: from parsed JSON, or from a program that went wrong. */
export const hostileShapes: readonly (readonly [name: string, value: unknown])[] = [
  ["undefined", undefined],
  ["NaN", Number.NaN],
  ["a plain object", { value: 1 }],
  ["an empty object", {}],
  ["an object without a prototype", Object.assign(Object.create(null), { ne: "" })],
  ["an array", ["x"]],
  ["an empty array", []],
  ["an array-like", { 0: "x", length: 1 }],
  ["an instance of a class", new Instance()],
  ["a function", () => "x"],
  ["a class", Instance],
  ["a symbol", Symbol("x")],
  ["an invalid Date", new Date(Number.NaN)],
  ["a Map", new Map([["ne", ""]])],
  ["a regular expression", /x/],
  ["a promise", Promise.resolve("x")],
  ["a String object", Object("x")],
  ["a subclass of String", new Text("x")],
  ["a Number object", Object(1)],
  ["a Boolean object", Object(true)],
  ["a BigInt object", Object(1n)],
  ["an object with toString", { toString: () => "x' or '1'='1" }],
  ["an object with toJSON", { toJSON: () => "x" }],
  ["an object with valueOf", { valueOf: () => 1 }],
  ["an object with Symbol.toPrimitive", { [Symbol.toPrimitive]: () => 1 }],
  ["an object that knows how to become SQL", { toSQL: () => ({ sql: "1", bindings: [] }), toPostgres: () => "1" }],
  ["a proxy", new Proxy({}, { get: () => "x", has: () => true })],
  [
    "a forged brand of Symbol.for",
    { [Symbol.for("@chakra-orm/lookup")]: true, operator: { name: "ne" }, operands: [""] },
  ],
  ["a forged fragment", { [Symbol.for("@chakra-orm/sql")]: true, strings: ["1=1"], values: [] }],
  ["a forged combination", { [Symbol.for("@chakra-orm/combined")]: true, type: "or", parts: [{}] }],
  ...smuggled.map((text) => [text, JSON.parse(text) as unknown] as const),
];

/** Those that no condition as a whole can be, either. */
export const hostileConditions: readonly (readonly [name: string, value: unknown])[] = [
  ...hostileShapes.filter(([, value]) => !isEmpty(value)),
  ["null", null],
  ["text", "1 = 1"],
  ["the number 1", 1],
  ["true", true],
];

function isEmpty(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Reflect.ownKeys(value).length === 0
  );
}
