import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CustomType, field, Model, type ValidationIssue } from "../../src/index.js";
import { metaOf } from "../../src/internal.js";

class Money {
  readonly cents: bigint;
  constructor(cents: bigint) {
    if (cents === 13n) throw new Error("nobody wants it");
    this.cents = cents;
  }
}

const storedAs = field.bigInteger();
const money: CustomType<Money, typeof storedAs> = {
  name: "money",
  storedAs,
  toStored: (value) => value.cents,
  fromStored: (cents) => new Money(cents),
};

class Everything extends Model {
  id = field.id();
  whole = field.integer({ nullable: true });
  large = field.bigInteger({ nullable: true });
  digits = field.bigInteger({ as: "string", nullable: true });
  exact = field.bigInteger({ as: "number", nullable: true });
  fraction = field.float({ nullable: true });
  price = field.decimal(8, 2, { nullable: true });
  name = field.string(40, { nullable: true });
  open = field.boolean({ nullable: true });
  since = field.dateTime({ nullable: true });
  day = field.date({ nullable: true });
  clock = field.time({ nullable: true });
  span = field.interval({ nullable: true });
  token = field.uuid({ nullable: true });
  data = field.json<unknown>({ nullable: true });
  bytes = field.binary({ nullable: true });
  kind = field.enum(["a", "b"], { nullable: true });
  larges = field.array(field.bigInteger({ nullable: true }), { nullable: true });
  instants = field.array(field.dateTime(), { nullable: true });
  total = field(money, { nullable: true });
  ssn = field.encrypted(field.string(11), {});
}

const schema = Everything.inputSchema("update", { from: "json" });

async function read(body: unknown): Promise<{ value?: Record<string, unknown>; issues: string[] }> {
  const result = await schema["~standard"].validate(JSON.parse(JSON.stringify(body)));
  const issues = (result.issues ?? []) as readonly ValidationIssue[];
  const told = issues.map(({ path, rule, message }) => `${path.join(".")}|${rule}|${message}`);
  return { ...("value" in result && { value: result.value as Record<string, unknown> }), issues: told };
}

describe('a schema of values from: "json"', () => {
  const columns = metaOf(Everything).columns.filter(({ settings }) => !settings.primaryKey);
  const samples = columns
    .filter(({ property }) => property !== "total")
    .flatMap(({ property, type }) => type.samples.map((sample) => [property, sample, type] as const));

  test.each(samples)("gives %s as it was before JSON", async (property, sample, { toJSON, canonical }) => {
    const json = toJSON ? toJSON(sample as never) : sample;
    const held = canonical ? canonical(sample as never) : sample;
    expect(await read({ [property]: json })).toEqual({ value: { [property]: held }, issues: [] });
  });

  test("gives null, and types of the user's own", async () => {
    expect(await read({ since: null, larges: null, total: "1250" })).toEqual({
      value: { since: null, larges: null, total: new Money(1250n) },
      issues: [],
    });
  });

  test.each([
    ["a number for a large integer", { large: 5 }, "large|type|must be the digits of a whole number in a string"],
    ["digits beyond 64 bits", { large: "9999999999999999999" }, "large|range|must fit in 64 bits"],
    ["zeros in front", { large: "007" }, "large|type|must be the digits"],
    ["a number for an instant", { since: 0 }, 'since|type|must be an instant in a string, such as "2024-02-29T12'],
    ["a day that there is not", { since: "2024-02-30T00:00:00Z" }, "since|format|must be an instant"],
    ["an instant without a zone", { since: "2024-02-03T00:00:00" }, "since|format|must be an instant"],
    ["microseconds", { since: "2024-02-03T00:00:00.000001Z" }, "since|format|must be an instant"],
    ["what is no base64", { bytes: "a*b=" }, "bytes|format|must be base64 in a string"],
    ["bits that base64 would drop", { bytes: "QR==" }, "bytes|format|must be base64 in a string"],
    ["a wrong member", { larges: ["1", null, 2] }, "larges|type|at [2] must be the digits of a whole number"],
    ["no list", { larges: "1" }, "larges|type|must be an array, not a string"],
    ["what a type of one's own cannot read", { total: "x" }, "total|type|must be the digits"],
    [
      "what it does not make",
      { total: "13" },
      "total|type|is a string, of which money makes no value: nobody wants it",
    ],
    ["text for a number", { whole: "5" }, "whole|type|must be a whole number, not a string"],
    ["text for a boolean", { open: "true" }, "open|type|must be true or false"],
    ["a number for text", { name: 5 }, "name|type|must be a string"],
  ])("refuses %s", async (_, body, expected) => {
    const { issues } = await read(body);
    expect(issues).toEqual([expect.stringContaining(expected)]);
  });

  test("tells all that is wrong at once", async () => {
    const { issues } = await read({ large: 5, whole: "x", nope: 1 });
    expect(issues.map((issue) => issue.split("|")[0])).toEqual(["large", "nope", "whole"]);
  });

  test("gives of any JSON only what the fields hold", async () => {
    const names = fc.constantFrom(...columns.map(({ property }) => property), "__proto__", "constructor", "id");
    const text = fc.constantFrom("5", "2024-02-29T00:00:00Z", "QQ==", "");
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, fc.oneof(fc.jsonValue(), text)), async (body) => {
        const { value, issues } = await read(body);
        expect(value === undefined).toBe(issues.length > 0);
        for (const [name, held] of Object.entries(value ?? {})) {
          const type = metaOf(Everything).byProperty.get(name)?.type;
          expect(held === null || type?.refuse(held) === undefined).toBe(true);
        }
      }),
    );
  });

  test("is the only other form", () => {
    expect(() => Everything.inputSchema("update", { from: "text" as "json" })).toThrow(
      'from of Everything.inputSchema is "json"',
    );
  });
});
