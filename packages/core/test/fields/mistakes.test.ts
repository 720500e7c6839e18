import { describe, expect, test } from "vitest";
import { field, Model, sql } from "../../src/index.js";
import { modelOf } from "../recording/model.js";
import { mistakeIn } from "../schema/definition-error.js";

/** The builders as plain JavaScript meets them: no compiler looks at the arguments. */
const any = field as unknown as Record<string, (...given: readonly unknown[]) => unknown> &
  ((...given: readonly unknown[]) => unknown);
const length = "needs its length first, a whole number from 1 to";

describe("a builder called wrongly says what it takes", () => {
  test.each<[string, () => unknown, string]>([
    ["string without a length", () => any["string"]?.(), length],
    ["string with its options first", () => any["string"]?.({ unique: true }), length],
    ["string of no length", () => any["string"]?.(0), length],
    ["string of half a length", () => any["string"]?.(1.5), length],
    ["char without a length", () => any["char"]?.(), length],
    ["binary of no length", () => any["binary"]?.(0), length],
    ["options in a list", () => any["text"]?.([]), "field.text takes an object of options, not []"],
    ["options in a string", () => any["text"]?.("unique"), 'takes an object of options, not "unique"'],
    [
      "a misspelt option",
      () => any["text"]?.({ uniqe: true }),
      'field.text has no option "uniqe". Did you mean "unique"?',
    ],
    ["an option far from any", () => any["text"]?.({ zzzzzzzz: 1 }), "It has primaryKey, unique, index"],
    ["an option of another field", () => any["text"]?.({ min: 1 }), 'field.text has no option "min"'],
    [
      "a switch that is no boolean",
      () => any["text"]?.({ unique: "yes" }),
      "unique of field.text is true or false, not a string",
    ],
    ["a switch of one", () => any["text"]?.({ nullable: 1 }), "nullable of field.text is true or false"],
    ["a column that is no name", () => any["text"]?.({ column: 5 }), "column of field.text is a string"],
    ["a comment that is no text", () => any["text"]?.({ comment: {} }), "comment of field.text is a string"],
    [
      "normalize that is no function",
      () => any["text"]?.({ normalize: "trim" }),
      "normalize of field.text is a function",
    ],
    ["onUpdate that is no function", () => any["text"]?.({ onUpdate: 5 }), "onUpdate of field.text is a function"],
    [
      "validate that cannot",
      () => any["text"]?.({ validate: /a/ }),
      "validate of field.text is a predicate or a Standard Schema",
    ],
    [
      "a length above the least",
      () => field.string(5, { minLength: 6 }),
      "minLength of field.string must be a whole number from 0 to the length",
    ],
    ["half a least length", () => field.text({ minLength: 0.5 }), "minLength of field.text must be"],
    [
      "a pattern in a string",
      () => any["text"]?.({ pattern: "^a$" }),
      "pattern of field.text must be a regular expression",
    ],
    [
      "an unknown format",
      () => any["text"]?.({ format: "toString" }),
      "format of field.text must be one of email, uri, hostname, ipv4, ipv6",
    ],
    [
      "min above max",
      () => field.integer({ min: 5, max: 4 }),
      "field.integer has min 5 above max 4, so no value would fit",
    ],
    [
      "min above max by little",
      () => field.decimal(40, 20, { min: "1.00000000000000000002", max: "1.00000000000000000001" }),
      "so no value would fit",
    ],
    [
      "min above max of bigints",
      () => field.bigInteger({ min: 9007199254740993n, max: 9007199254740992n }),
      "so no value would fit",
    ],
    [
      "min of another type",
      () => any["integer"]?.({ min: "5" }),
      "min of field.integer must be a whole number, not a string",
    ],
    [
      "max beyond the type",
      () => field.smallInteger({ max: 40_000 }),
      "max of field.smallInteger must be between -32768 and 32767",
    ],
    [
      "max of a decimal that does not fit",
      () => field.decimal(4, 2, { max: "100" }),
      "max of field.decimal may have 2 digits before the point",
    ],
    ["a decimal without precision", () => any["decimal"]?.(), "needs a precision from 1 to 1000 and a scale"],
    ["a scale above the precision", () => field.decimal(2, 3), "needs a precision from 1 to 1000 and a scale"],
    [
      "a precision of no second",
      () => field.dateTime({ precision: 7 }),
      "precision of field.dateTime is the digits of a second's fraction: 0 to 6",
    ],
    [
      "as something else",
      () => any["bigInteger"]?.({ as: "float" }),
      'as of field.bigInteger is "bigint", "number" or "string", not "float"',
    ],
    ["an enum of nothing", () => field.enum([]), "field.enum takes a list of strings, or a TypeScript enum"],
    ["an enum of undefined", () => any["enum"]?.(), "field.enum takes a list of strings"],
    ["an enum of numbers", () => any["enum"]?.([1, 2]), "field.enum takes a list of strings"],
    ["a numeric TypeScript enum", () => any["enum"]?.({ 0: "Low", Low: 0 }), "whose members have string values"],
    ["an enum with a member twice", () => field.enum(["a", "b", "a"]), "field.enum lists a member twice"],
    [
      "an array of nothing",
      () => any["array"]?.(),
      "field.array takes the field of its members first: field.array(field.string(50))",
    ],
    ["an array of a builder", () => any["array"]?.(field.text), "field.array takes the field of its members first"],
    ["an array of arrays", () => field.array(field.array(field.text())), "cannot hold array members: use field.json"],
    ["an array of JSON", () => field.array(field.json()), "cannot hold json members: use field.json"],
    [
      "an array of foreign keys",
      () =>
        field.array(
          field.foreignKey(
            () =>
              class extends Model {
                id = field.id();
              },
          ),
        ),
      "takes the field of its members first",
    ],
    [
      "generated from text",
      () => any["generated"]?.("lower(name)", field.text()),
      "takes its expression first, made by the sql tag",
    ],
    [
      "generated without a type",
      () => any["generated"]?.(sql`1`),
      "takes the field that the result is held as second: field.text()",
    ],
    [
      "generated with a default",
      () => any["generated"]?.(sql`1`, field.text(), { default: "a" }),
      'has no option "default"',
    ],
    ["an id with options of its own", () => any["id"]?.({ nullable: true }), 'field.id has no option "nullable"'],
    ["createdAt with a default", () => any["createdAt"]?.({ default: 5 }), 'field.createdAt has no option "default"'],
    ["version with a default", () => any["version"]?.({ default: 5 }), 'field.version has no option "default"'],
    ["a custom type that is none", () => any({}), "field(type) takes a custom type: { name, storedAs: field.text()"],
    [
      "a custom type without storedAs",
      () => any({ name: "money", toStored: String }),
      "field(type) takes a custom type",
    ],
    ["no custom type", () => any(), "field(type) takes a custom type"],
  ])("%s", (_, make, why) => {
    expect(mistakeIn(make)).toContain(why);
  });
});

describe("a mistake inside a class body names the class and the place", () => {
  test("after the property before it", () => {
    const message = mistakeIn(modelOf("Thing", { id: () => field.id(), name: () => any["string"]?.() }));
    expect(message).toContain(
      "The class body of Thing cannot be read, at what follows Thing.id: field.string needs its length",
    );
  });

  test("at the first property", () => {
    const message = mistakeIn(modelOf("Thing", { name: () => any["string"]?.() }));
    expect(message).toContain("The class body of Thing cannot be read, at its first property: field.string needs");
  });

  test("with the error that led to it as its cause", () => {
    const cause = new RangeError("no such thing");
    const Broken = modelOf("Broken", {
      id: () => field.id(),
      name: () => {
        throw cause;
      },
    });
    expect(() => new Broken()).toThrow(expect.objectContaining({ cause, model: "Broken", code: "MODEL_DEFINITION" }));
  });
});

describe("a field that is no public property is no column, and that is said", () => {
  const wrong = "is the value of no public property";

  test("in a private field", () => {
    class Thing extends Model {
      id = field.id();
      readonly #secret = field.text();
      secret = () => this.#secret;
    }
    expect(mistakeIn(Thing)).toContain(`A field.text(…) of Thing ${wrong}`);
  });

  test.each<[string, () => unknown]>([
    ["an object", () => ({ inner: field.text() })],
    ["an array", () => [field.text()]],
    ["a promise", async () => field.text()],
    ["a function's variable", () => void field.text()],
  ])("in %s", (_, make) => {
    expect(mistakeIn(modelOf("Thing", { id: () => field.id(), name: make }))).toContain(wrong);
  });

  test("but arrays and custom types take fields of their own", () => {
    class Thing extends Model {
      id = field.id();
      labels = field.array(field.string(5));
      lower = field.generated(sql`'a'`, field.text());
      flag = field({
        name: "flag",
        storedAs: field.integer(),
        toStored: (value: boolean) => (value ? 1 : 0),
        fromStored: (value: number) => value === 1,
      });
    }
    expect(Object.keys(new Thing())).toEqual(["id", "labels", "lower", "flag"]);
  });
});
