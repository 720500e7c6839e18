import { readdirSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { FieldDefinition, type FieldType } from "../../src/fields/definition.js";
import { field, sql } from "../../src/index.js";

const folder = new URL("../../src/fields/", import.meta.url);

/** Each builder called with what it needs. */
const samples: Readonly<Record<keyof typeof field & string, () => unknown>> = {
  id: () => field.id(),
  smallInteger: () => field.smallInteger(),
  integer: () => field.integer(),
  bigInteger: () => field.bigInteger(),
  float: () => field.float(),
  decimal: () => field.decimal(10, 2),
  string: () => field.string(50),
  text: () => field.text(),
  char: () => field.char(2),
  boolean: () => field.boolean(),
  dateTime: () => field.dateTime(),
  date: () => field.date(),
  time: () => field.time(),
  interval: () => field.interval(),
  uuid: () => field.uuid(),
  json: () => field.json(),
  binary: () => field.binary(),
  array: () => field.array(field.text()),
  enum: () => field.enum(["a", "b"]),
  encrypted: () => field.encrypted(field.string(50)),
  foreignKey: () => field.foreignKey(() => class {} as never),
  createdAt: () => field.createdAt(),
  updatedAt: () => field.updatedAt(),
  deletedAt: () => field.deletedAt(),
  version: () => field.version(),
  discriminator: () => field.discriminator(),
  generated: () => field.generated(sql`1`, field.integer()),
};

test("every file with a builder is registered, under every builder that it has", async () => {
  const registered = new Set<unknown>([...Object.values(field), field]);
  const files = readdirSync(folder).filter((name) => name !== "index.ts" && name !== "builder.ts");
  const builders: unknown[] = [];
  for (const name of files) {
    const module: Record<string, unknown> = await import(new URL(name, folder).href);
    for (const [exported, value] of Object.entries(module)) {
      if (typeof value !== "function" || value.name !== "build") continue;
      builders.push(value);
      expect(registered, `${exported} of ${name}`).toContain(value);
    }
  }
  expect(builders).toHaveLength(Object.keys(field).length + 1);
});

test("every builder has its sample here", () => {
  expect(Object.keys(samples).toSorted()).toEqual(Object.keys(field).toSorted());
});

describe.each(Object.entries(samples))("field.%s", (name, make) => {
  const definition = make() as FieldDefinition;
  const type = definition.type as FieldType;

  test("declares a field", () => {
    expect(definition).toBeInstanceOf(FieldDefinition);
    if (name !== "foreignKey") expect(type.kind).toBeTypeOf("string");
  });

  if (name === "foreignKey") return;

  test("has samples that it holds, in their one form, and tells apart from each other", () => {
    expect(type.samples.length).toBeGreaterThan(0);
    for (const sample of type.samples) {
      expect(type.refuse(sample)).toBeUndefined();
      if (type.canonical) expect(type.canonical(sample as never)).toEqual(sample);
      const snapshot = type.comparison.snapshot(sample);
      expect(type.comparison.changed(sample, snapshot)).toBe(false);
      expect(type.comparison.restore(snapshot)).toEqual(sample);
      if (type.encode) expect(type.decode?.(type.encode(sample as never) as never)).toEqual(sample);
      if (type.toJSON) expect(JSON.stringify(type.toJSON(sample as never))).toBeTypeOf("string");
    }
    const [first, ...others] = type.samples.map((sample) => type.comparison.snapshot(sample));
    for (const other of others) expect(type.comparison.changed(type.samples[0], other)).toBe(other !== first);
  });

  test("says in the words of JSON Schema what its samples are in JSON", () => {
    const ajv = new Ajv2020({ strict: true });
    formats.default(ajv);
    expect(type.json === undefined).toBe(name === "json");
    const accepts = ajv.compile(type.json ?? {});
    for (const sample of type.samples) {
      const json = JSON.stringify(type.toJSON ? type.toJSON(sample as never) : sample);
      expect([json, accepts(JSON.parse(json))]).toEqual([json, true]);
    }
  });

  test.each<[string, unknown]>([
    ["an object with a value", { value: 1 }],
    ["an operator of other ORMs", { $gt: "" }],
    ["a function", () => 1],
    ["a symbol", Symbol("x")],
    ["an object that says it is text", { toString: () => "1" }],
  ])("refuses %s", (_, value) => {
    if (
      name === "json" &&
      typeof value === "object" &&
      !("toString" in Object(value) && Object.hasOwn(value as object, "toString"))
    ) {
      return expect(type.refuse(value)).toBeUndefined();
    }
    expect(type.refuse(value)).toMatchObject({ rule: expect.any(String), message: expect.any(String) });
  });

  test("says why without naming the value", () => {
    const secret = "s3cret-value";
    const why = type.refuse({ toString: () => secret, [secret]: () => secret })?.message ?? "";
    if (name !== "json") expect(why).not.toContain(secret);
  });
});
