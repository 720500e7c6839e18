import { field, Model, type Plain, uuid, type Validations } from "@chakra-orm/core";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import Fastify from "fastify";
import { beforeEach, describe, expect, test } from "vitest";
import { Book, fill, type Open, open } from "./library.js";

class Everything extends Model {
  id = field.id();
  small = field.smallInteger({ nullable: true });
  whole = field.integer({ nullable: true });
  large = field.bigInteger({ nullable: true });
  digits = field.bigInteger({ as: "string", nullable: true });
  exact = field.bigInteger({ as: "number", nullable: true });
  fraction = field.float({ nullable: true });
  price = field.decimal(20, 4, { nullable: true });
  name = field.string(40, { nullable: true });
  long = field.text({ nullable: true });
  open = field.boolean({ nullable: true });
  since = field.dateTime({ nullable: true });
  day = field.date({ nullable: true });
  clock = field.time({ nullable: true });
  span = field.interval({ nullable: true });
  token = field.uuid({ default: uuid.v4 });
  data = field.json<unknown>({ nullable: true });
  bytes = field.binary({ nullable: true });
  kind = field.enum(["a", 'b"', "null"], { nullable: true });
  words = field.array(field.text({ nullable: true }), { nullable: true });
  larges = field.array(field.bigInteger(), { nullable: true });
  instants = field.array(field.dateTime(), { nullable: true });
  secret = field.text({ hidden: true, default: "hidden-for-good" });
}

type Given = { [K in "whole" | "data"]?: Plain<Everything[K]> } & Record<string, unknown>;

const text = fc
  .string({ unit: "grapheme", maxLength: 40 })
  .filter((value) => !value.includes("\0") && [...value].length <= 40);
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const instant = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
/** Without what PostgreSQL has no text for, and without keys for which Fastify refuses a whole body. */
const sound = fc
  .jsonValue()
  .filter((value) => !/\\u0000|\\ud[89a-f]|"__proto__"|"constructor"/i.test(JSON.stringify(value)))
  .filter((value) => !Object.is(value, -0));
const values = fc.record<Given>(
  {
    small: fc.option(fc.integer({ min: -32768, max: 32767 })),
    whole: fc.option(fc.integer()),
    large: fc.option(int64),
    digits: fc.option(int64.map(String)),
    exact: fc.option(fc.maxSafeInteger()),
    fraction: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
    price: fc.option(fc.integer().map((value) => `${value}.1250`)),
    name: fc.option(text),
    long: fc.option(text),
    open: fc.option(fc.boolean()),
    since: fc.option(instant),
    day: fc.option(instant.map((value) => value.toISOString().slice(0, 10))),
    clock: fc.option(fc.constantFrom("00:00:00", "23:59:59.999999", "12:30:00.5")),
    span: fc.option(fc.constantFrom("P1D", "PT0.5S", "P1Y2M")),
    token: fc.uuid(),
    data: fc.option(sound),
    bytes: fc.option(fc.uint8Array({ maxLength: 20 })),
    kind: fc.option(fc.constantFrom("a", 'b"', "null")),
    words: fc.option(fc.array(fc.option(text), { maxLength: 3 })),
    larges: fc.option(fc.array(int64, { maxLength: 3 })),
    instants: fc.option(fc.array(instant, { maxLength: 3 })),
  },
  { requiredKeys: ["token"] },
);

let library: Open;
/** What accepts a schema of the app, at its strictest. */
function accepts(name: string): (value: unknown) => unknown {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  formats.default(ajv);
  for (const schema of Object.values(library.app.getSchemas())) ajv.addSchema(schema as object);
  return (value) => (ajv.validate({ $ref: `${name}#` }, value) ? true : ajv.errors);
}

describe("of every type", () => {
  beforeEach(async () => {
    library = await open([Everything]);
    library.app.resource(Everything);
  });

  test("an answer is a record's JSON, as its schema says, and goes in again as it came out", async () => {
    const [isRecord, isPage, isNew] = ["Everything", "EverythingPage", "EverythingCreate"].map(accepts);
    await fc.assert(
      fc.asyncProperty(values, async (given) => {
        await Everything.all().delete();
        const record = await Everything.create(given as object);
        const { id, ...shown } = JSON.parse(JSON.stringify(record));
        const response = await library.app.inject(`/everythings/${id}`);
        expect(response.payload).toBe(JSON.stringify(await Everything.find(record.id)));
        expect(response.json()).toEqual({ id, ...shown });
        expect(response.payload).not.toContain("hidden-for-good");
        expect(isRecord?.(response.json())).toBe(true);
        expect(isPage?.((await library.app.inject("/everythings")).json())).toBe(true);

        expect(isNew?.(shown)).toBe(true);
        const made = await library.app.inject({ method: "POST", url: "/everythings", payload: shown });
        expect([made.statusCode, made.json()]).toEqual([201, { ...shown, id: made.json().id }]);
        const again = await library.app.inject({ method: "PATCH", url: `/everythings/${id}`, payload: shown });
        expect([again.statusCode, again.json()]).toEqual([200, { ...shown, id }]);
      }),
      { numRuns: 60 },
    );
  });

  test("Fastify's own serializer writes the same by the model's schema", async () => {
    const plain = Fastify();
    plain.get<{ Params: { id: string } }>(
      "/:id",
      { schema: { response: { 200: Everything.jsonSchema("read") } } },
      async (request) => Everything.find(Number(request.params.id)),
    );
    await fc.assert(
      fc.asyncProperty(values, async (given) => {
        const { id } = await Everything.create(given as object);
        const record = await Everything.find(id);
        expect((await plain.inject(`/${id}`)).json()).toEqual(JSON.parse(JSON.stringify(record)));
      }),
      { numRuns: 60 },
    );
    await plain.close();
  });
});

test("with relations an answer is as its schema says", async () => {
  library = await open();
  library.app.resource(Book, { include: ["writer", "tags", "tags.books", "writer.books.tags"] });
  await fill();
  await library.app.ready();
  const [isPage, isBook] = ["BookPage", "BookWithRelations"].map(accepts);
  for (const include of ["", "writer", "tags,writer", "tags.books", "writer.books.tags,tags"]) {
    const response = await library.app.inject(`/books?page[size]=10&include=${include}`);
    expect([include, isPage?.(response.json())]).toEqual([include, true]);
    expect(isBook?.((await library.app.inject(`/books/1?include=${include}`)).json())).toBe(true);
    expect(response.payload).not.toMatch(/secret/);
  }
  expect(isBook?.({ id: 1 })).toMatchObject([{ keyword: "required" }, {}, {}, {}, {}, {}, {}, {}, {}]);
});

test("a rule about the record as a whole is told as well", async () => {
  class Trip extends Model {
    id = field.id();
    from = field.date();
    until = field.date();

    static validations = {
      inOrder: (trip: Trip) => trip.from <= trip.until || "It ends before it begins",
    } satisfies Validations<Trip>;
  }
  const { app } = await open([Trip]);
  app.resource(Trip);
  const post = (payload: object) => app.inject({ method: "POST", url: "/trips", payload });
  const told = { issues: [{ path: [], rule: "inOrder", message: "It ends before it begins" }] };
  expect((await post({ from: "2025-02-01", until: "2025-01-01" })).json()).toMatchObject(told);
  expect((await post({ from: "2025-02-01", until: "2025-03-01" })).statusCode).toBe(201);
  const change = await app.inject({ method: "PATCH", url: "/trips/1", payload: { until: "2025-01-01" } });
  expect([change.statusCode, change.json()]).toMatchObject([422, told]);
});
