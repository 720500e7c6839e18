import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  field,
  type JsonSchema,
  Model,
  manyToMany,
  manyToOne,
  oneToMany,
  oneToOne,
  sql,
  uuid,
} from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { modelOf } from "../recording/model.js";

class Writer extends Model {
  id = field.id();
  name = field.string(20, { minLength: 2, pattern: /^[^<>]+$/ });
  email = field.text({ format: "email", nullable: true });
  country = field.char(2, { default: "no" });
  role = field.enum(["admin", "member"], { nullable: true });
  password = field.text({ hidden: true });
  isBanned = field.boolean({ default: false, readonly: true });
  shout = field.generated(sql`upper(${sql.column("name")})`, field.text());
  createdAt = field.createdAt();
  articles = oneToMany(() => Article, { backPopulates: "writer" });
  portrait = oneToOne(() => Portrait, { backPopulates: "writer", nullable: true });
}

class Portrait extends Model {
  id = field.id();
  writerId = field.foreignKey(() => Writer, { unique: true });
  writer = oneToOne(() => Writer, { backPopulates: "portrait" });
}

class Article extends Model {
  slug = field.string(30, { primaryKey: true });
  stars = field.smallInteger({ min: 0, max: 5, default: 0 });
  views = field.bigInteger({ default: 0n });
  price = field.decimal(6, 2);
  weight = field.float({ nullable: true, min: 0.5 });
  writerId = field.foreignKey(() => Writer);
  labels = field.array(field.string(5), { default: () => [] });
  body = field.json({ nullable: true });
  cover = field.binary(9, { nullable: true });
  writer = manyToOne(() => Writer, { backPopulates: "articles" });
  tags = manyToMany(() => Tag, { backPopulates: "articles" });
}

class Tag extends Model {
  id = field.uuid({ primaryKey: true, default: uuid.v7 });
  articles = manyToMany(() => Article, { backPopulates: "tags" });
}

/** Ajv as strict as it can be. */
function strict(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  formats.default(ajv);
  return ajv;
}
const propertiesOf = (schema: JsonSchema) => schema["properties"] as Record<string, JsonSchema>;

describe("the JSON Schema of a model", () => {
  test("to create says what a request may give", () => {
    expect(Writer.jsonSchema("create")).toEqual({
      type: "object",
      properties: {
        name: { type: "string", minLength: 2, maxLength: 20, pattern: "^[^<>]+$" },
        email: { type: ["string", "null"], format: "email" },
        country: { type: "string", minLength: 2, maxLength: 2 },
        role: { type: ["string", "null"], enum: ["admin", "member", null] },
      },
      required: ["name"],
      additionalProperties: false,
    });
  });

  test("to update requires nothing, and leaves the key of the row out", () => {
    const schema = Article.jsonSchema("update");
    expect("required" in schema).toBe(false);
    expect(Object.keys(propertiesOf(schema))).toEqual([
      "stars",
      "views",
      "price",
      "weight",
      "writerId",
      "labels",
      "body",
      "cover",
    ]);
    expect(Object.keys(propertiesOf(Article.jsonSchema("create")))[0]).toBe("slug");
  });

  test("to read shows what JSON shows, all of it", () => {
    const schema = Writer.jsonSchema("read");
    const shown = ["id", "name", "email", "country", "role", "isBanned", "shout", "createdAt"];
    expect(Object.keys(propertiesOf(schema))).toEqual(shown);
    expect(schema["required"]).toEqual(shown);
    expect(propertiesOf(schema)["createdAt"]).toEqual({ type: "string", format: "date-time" });
  });

  test("knows each type as it stands in JSON", () => {
    expect(propertiesOf(Article.jsonSchema("create"))).toEqual({
      slug: { type: "string", maxLength: 30 },
      stars: { type: "integer", minimum: 0, maximum: 5 },
      views: { type: "string", pattern: "^(0|-?[1-9][0-9]{0,18})$" },
      price: { type: "string", pattern: "^-?0*[0-9]{1,4}([.][0-9]{1,2}0*)?$" },
      weight: { type: ["number", "null"], minimum: 0.5 },
      writerId: { type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
      labels: { type: "array", items: { type: "string", maxLength: 5 } },
      body: {},
      cover: { type: ["string", "null"], contentEncoding: "base64", maxLength: 12 },
    });
  });

  test("shows relations that are asked for", () => {
    const schema = Article.jsonSchema("read", { with: ["writer.portrait", "tags"] });
    const { writer, tags } = propertiesOf(schema);
    expect(Object.keys(propertiesOf(writer as JsonSchema))).toContain("portrait");
    expect(propertiesOf(writer as JsonSchema)["portrait"]).toMatchObject({
      anyOf: [{ type: "object", additionalProperties: false }, { type: "null" }],
    });
    expect(tags).toMatchObject({ type: "array", items: { properties: { id: { format: "uuid" } } } });
    expect(schema["required"]).toEqual(expect.arrayContaining(["writer", "tags"]));
    expect(() => Article.jsonSchema("read", { with: ["writr"] })).toThrow('Did you mean "writer"?');
    expect(() => Article.jsonSchema("create", { with: ["writer"] })).toThrow("it is not set with others");
  });

  test("leaves out a pattern that JSON Schema would read in another way", () => {
    const patterns = { plain: /^a/, unicode: /\p{L}/u, folded: /^a/i, dotted: /^.$/s, loose: /a{,3}/ };
    const fields = Object.entries(patterns).map(([name, pattern]) => [name, () => field.text({ pattern })] as const);
    const properties = propertiesOf(
      modelOf("Texts", { id: () => field.id(), ...Object.fromEntries(fields) }).jsonSchema("create"),
    );
    const kept = Object.entries(properties).flatMap(([name, { pattern }]) => (pattern === undefined ? [] : [name]));
    expect(kept).toEqual(["plain", "unicode"]);
  });

  test.each(["create", "update", "read"] as const)("is accepted by Ajv at its strictest: %s", (purpose) => {
    for (const model of [Writer, Article, Tag, Portrait]) {
      const schema = (model as typeof Writer).jsonSchema(purpose);
      expect(strict().validateSchema(schema)).toBe(true);
      expect(() => strict().compile(schema)).not.toThrow();
    }
    const loaded = Article.jsonSchema("read", { with: ["writer.portrait", "writer.articles", "tags"] });
    expect(() => strict().compile(loaded)).not.toThrow();
  });

  test("accepts what a record is in JSON", () => {
    const writer = new Writer({ name: "Ann", password: "x" });
    Object.assign(writer, { id: 1, createdAt: new Date(), shout: "ANN" });
    const accepts = strict().compile(Writer.jsonSchema("read"));
    expect([accepts(JSON.parse(JSON.stringify(writer))), accepts.errors]).toEqual([true, null]);
    expect(accepts({ ...JSON.parse(JSON.stringify(writer)), password: "x" })).toBe(false);
  });

  test("also stands in the model's Standard Schema", () => {
    const { jsonSchema } = Writer["~standard"];
    expect(jsonSchema.input({ target: "draft-2020-12" })).toEqual(Writer.jsonSchema("create"));
    expect(() => jsonSchema.output({ target: "openapi-3.0" })).toThrow("not of openapi-3.0");
  });
});

/** A field, values for it, and how far JSON Schema can say what it says. */
const text = fc.string({ unit: "grapheme", maxLength: 8 }).filter((value) => !value.includes("\0"));
const digits = fc.stringMatching(/^-?[0-9]{1,5}([.][0-9]{1,4})?$/);
const number = fc.oneof(fc.integer({ min: -40000, max: 40000 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
const cases: readonly [string, () => unknown, fc.Arbitrary<unknown>][] = [
  ["string", () => field.string(5, { minLength: 2 }), text],
  ["char", () => field.char(3), text],
  ["text with a pattern", () => field.text({ pattern: /^[a-c]+$/ }), fc.stringMatching(/^[a-d]{0,4}$/)],
  ["IPv4 address", () => field.text({ format: "ipv4" }), fc.oneof(fc.ipV4(), text)],
  [
    "UUID",
    () => field.uuid(),
    fc.oneof(
      fc.uuid(),
      text,
      fc.uuid().map((value) => `urn:uuid:${value}`),
    ),
  ],
  ["small integer", () => field.smallInteger(), number],
  ["integer with limits", () => field.integer({ min: -3, max: 9 }), fc.integer({ min: -20, max: 20 })],
  ["float with limits", () => field.float({ min: -1.5, max: 2.5 }), fc.double({ min: -3, max: 3, noNaN: true })],
  ["decimal", () => field.decimal(5, 2), digits],
  ["decimal of whole numbers", () => field.decimal(3, 0), digits],
  ["decimal below one", () => field.decimal(2, 2), fc.stringMatching(/^-?0{1,2}([.][0-9]{1,4})?$/)],
  ["boolean", () => field.boolean(), fc.oneof(fc.boolean(), fc.constantFrom(0, 1, "true"))],
  ["enum", () => field.enum(["a", "b"]), fc.constantFrom("a", "b", "c", "constructor", 1)],
  ["day", () => field.date(), fc.stringMatching(/^20[0-2][0-9]-[01][0-9]-[0-3][0-9]$/)],
  ["time", () => field.time(), fc.stringMatching(/^[0-2][0-9]:[0-6][0-9](:[0-6][0-9]([.][0-9]{1,7})?)?$/)],
  ["interval", () => field.interval(), fc.stringMatching(/^P([0-9]{1,2}[YMD])?(T[0-9]{1,2}[HMS])?$/)],
  ["instant", () => field.dateTime(), fc.date({ min: new Date(0), max: new Date("9999-01-01"), noInvalidDate: true })],
  ["bigint", () => field.bigInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ["list", () => field.array(field.integer()), fc.array(fc.oneof(fc.integer({ max: 5, min: 0 }), fc.constant("a")))],
  ["list with null", () => field.array(field.text({ nullable: true })), fc.array(fc.option(fc.constantFrom("a", 1)))],
  ["JSON", () => field.json(), fc.jsonValue().filter((value) => JSON.stringify(value)?.includes("\\u") === false)],
];

describe("a schema accepts a value if and only if the model does", () => {
  test.each(cases)("%s", async (_, make, values) => {
    const Thing = modelOf("Thing", { id: () => field.id(), value: make });
    const toJSON = metaOf(Thing as never).byProperty.get("value")?.type.toJSON;
    const accepts = strict().compile(Thing.jsonSchema("create"));
    const given = fc.oneof({ weight: 8, arbitrary: values }, fc.constantFrom(null, undefined, {}, [], 1, "", true));
    await fc.assert(
      fc.asyncProperty(given, async (value) => {
        const { issues } = await Thing.inputSchema("create")["~standard"].validate({ value });
        const isOwn = issues === undefined && toJSON !== undefined && value !== null && value !== undefined;
        const json = JSON.stringify({ value: isOwn ? toJSON(value as never) : value });
        // What no model takes may be right in JSON: a string where the model wants a Date.
        if (toJSON !== undefined && issues !== undefined) return;
        expect([value, accepts(JSON.parse(json))]).toEqual([value, issues === undefined]);
      }),
    );
  });
});
