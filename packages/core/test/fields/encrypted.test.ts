import { expect, expectTypeOf, test } from "vitest";
import { type Column, type Defaulted, field, Model, sql } from "../../src/index.js";
import { metaOf } from "../../src/internal.js";
import { tableShape } from "../../src/schema/to-shape.js";

const loose = field.encrypted as (...given: unknown[]) => unknown;
const once = { deterministic: true };

const mistakes: readonly (readonly [string, () => unknown, RegExp])[] = [
  ["no field", () => loose("text"), /takes a field of texts or JSON first/],
  ["a number", () => loose(field.integer()), /takes a field of texts or JSON first/],
  ["bytes", () => loose(field.binary()), /takes a field of texts or JSON first/],
  ["a list", () => loose(field.array(field.text())), /takes a field of texts or JSON first/],
  ["a key", () => loose(field.id()), /takes a field of texts or JSON first/],
  ["a reference", () => loose(field.foreignKey(() => class {} as never)), /takes a field of texts or JSON first/],
  [
    "what the database computes",
    () => loose(field.generated(sql`'a'`, field.text())),
    /takes a field of texts or JSON/,
  ],
  ["what is encrypted", () => loose(field.encrypted(field.text())), /takes a field of texts or JSON first/],
  ["a list of what is encrypted", () => field.array(field.encrypted(field.text())), /cannot hold encrypted members/],
  ["an option of another name", () => loose(field.text(), { determinstic: true }), /Did you mean "deterministic"/],
  ["an option of the value", () => loose(field.text(), { unique: true }), /go to its own field/],
  [
    "no switch",
    () => loose(field.text(), { deterministic: "yes" }),
    /deterministic of field.encrypted is true or false/,
  ],
  ["no context", () => loose(field.text(), { context: "" }), /context of field.encrypted is a text/],
  ["deterministic JSON", () => loose(field.json(), once), /is not deterministic/],
  ["a primary key", () => loose(field.text({ primaryKey: true }), once), /cannot be a primary key/],
  ["a default in SQL", () => loose(field.text({ default: sql`'a'` })), /cannot have a default in SQL/],
  ["random and unique", () => loose(field.text({ unique: true })), /for unique or index give it/],
  ["random and an index", () => loose(field.text({ index: true })), /for unique or index give it/],
];

test.each(mistakes)("%s is refused", (_, declare, message) => {
  expect(declare).toThrow(message);
  expect(declare).toThrow(expect.objectContaining({ code: "MODEL_DEFINITION" }));
});

class Patient extends Model {
  static table = "patients";
  id = field.id();
  ssn = field.encrypted(field.string(11, { unique: true, minLength: 3, default: "000", column: "number" }), once);
  note = field.encrypted(field.json<{ seen: string }>({ nullable: true }), { context: "old.note" });
}

test("the database sees a text without a default and without rules", () => {
  const { columns, checks } = tableShape(metaOf(Patient));
  expect(columns.slice(1)).toMatchObject([
    { name: "number", kind: "encrypted", facets: {}, default: undefined },
    { name: "note", kind: "encrypted", facets: {}, default: undefined },
  ]);
  expect(checks.filter((check) => "rule" in check)).toEqual([]);
  expect(new Patient().ssn).toBe("000");
});

test("a value belongs to its column, or to the context that is stated", () => {
  const contexts = metaOf(Patient).columns.map(({ type }) => type.sealed?.context);
  expect(contexts).toEqual([undefined, "patients.number", "old.note"]);
});

const tables: readonly (readonly [string, object, RegExp])[] = [
  ["uniques over what is random", { uniques: [["note"]] }, /static table.uniques of Clinic names note/],
  ["an index over what is random", { indexes: [["note"]] }, /static table.indexes of Clinic names note/],
  ["an order", { orderBy: "ssn" }, /Clinic.ssn is encrypted, which has no order/],
  ["a search for words", { textSearch: { properties: ["note"] } }, /textSearch is over strings and texts/],
];

test.each(tables)("%s is refused", (_, options, message) => {
  class Clinic extends Model {
    static table = options;
    id = field.id();
    ssn = field.encrypted(field.text(), once);
    note = field.encrypted(field.text());
  }
  expect(() => metaOf(Clinic as never)).toThrow(message);
});

test("a reference to what is encrypted is refused", () => {
  class Visit extends Model {
    id = field.id();
    patientSsn = field.foreignKey(() => Patient, "ssn" as never);
  }
  expect(() => metaOf(Visit)).toThrow(/refers to Patient.ssn, which is encrypted/);
});

test("the property has the type of what is encrypted", () => {
  expectTypeOf<Patient["ssn"]>().toEqualTypeOf<Defaulted<string>>();
  expectTypeOf<Patient["note"]>().toEqualTypeOf<Defaulted<{ seen: string }> | null>();
  class Plain extends Model {
    id = field.id();
    name = field.encrypted(field.string(5));
  }
  expectTypeOf<Plain["name"]>().toEqualTypeOf<Column<string>>();
  // @ts-expect-error Options of the value go to its own field.
  expect(() => field.encrypted(field.text(), { unique: true })).toThrow();
});
