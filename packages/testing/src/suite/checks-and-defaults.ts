import { field, Model, sql, type TableOptions } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Ticket extends Model {
  static table = {
    name: "suite_tickets",
    checks: { seats_fit: sql`${sql.column("seats")} <= ${40} and ${sql.column("row")} <> ${"it's ?"}` },
  } satisfies TableOptions<Ticket>;
  id = field.id();
  seats = field.integer({ min: 1, default: 2 });
  row = field.string(5, { minLength: 1, default: "a'?b" });
  code = field.char(3, { default: "xyz" });
  country = field.string(10, { pattern: /^[A-Z]+$/, default: "DE" });
  big = field.bigInteger({ min: -5n, max: 9007199254740993n, default: 9007199254740993n });
  price = field.decimal(6, 2, { min: "0.05", max: "999.5", default: "1.5" });
  ratio = field.float({ min: 0, max: 1, default: 0.1 });
  open = field.boolean({ default: true });
  kind = field.enum(["a", "it's"], { default: "it's" });
  day = field.date({ default: "2024-02-29" });
  time = field.time({ default: "12:30" });
  span = field.interval({ default: "PT90M" });
  at = field.dateTime({ default: new Date("2024-02-29T12:00:00.123Z") });
  token = field.uuid({ default: "018f4d2e-7c3a-7b1e-9c55-0242ac120002" });
  settings = field.json<Record<string, unknown>>({ default: { "it's": ['"?"', null, "\\"] } });
  tags = field.array(field.string(10), { default: ["it's", '"', "\\", "a,b"] });
  computed = field.integer({ default: sql`1 + ${2}` });
}

/** The same table for a writer that knows nothing of its rules: whatever is refused is refused by the database. */
class Writer extends Model {
  static table = "suite_tickets";
  id = field.id();
  seats = field.integer({ default: sql`2` });
  row = field.text({ default: sql`'r'` });
  code = field.text({ default: sql`'abc'` });
  country = field.text({ default: sql`'DE'` });
  big = field.bigInteger({ default: sql`1` });
  price = field.decimal(6, 2, { default: () => "1" });
  ratio = field.float({ default: 0.5 });
  kind = field.text({ default: sql`'a'` });
}

class Short extends Model {
  static table = "suite_tickets";
  id = field.id();
}

const broken: Readonly<Record<string, readonly unknown[]>> = {
  seats: [0, -1, 41],
  row: ["", "123456", "it's ?"],
  big: [-6n, 9007199254740994n],
  price: ["0.04", "999.51", "-1"],
  ratio: [-0.1, 1.0000001],
};
const fine: Readonly<Record<string, readonly unknown[]>> = {
  seats: [1, 40],
  row: ["🙂🙂🙂🙂🙂", "x"],
  big: [-5n, 9007199254740993n],
  price: ["0.05", "999.50", "100"],
  ratio: [0, 1, 5e-324],
};

/** What a model demands, the database demands of everybody; and what a model fills in, it fills in for everybody. */
export function checksAndDefaults(suite: Suite): void {
  tables(suite, Ticket);

  describe.each(Object.keys(broken))("the rules of %s", (property) => {
    test("are kept by the model", async () => {
      for (const value of broken[property]?.filter((one) => one !== 41 && one !== "it's ?") ?? []) {
        const attributes = { [property]: value };
        expect(await refusal(suite.db, () => Ticket.create(attributes))).toMatchObject({
          code: "VALIDATION",
          fields: [property],
        });
      }
    });

    test("are kept by the database against writers that know nothing of them", async () => {
      for (const value of broken[property] ?? []) {
        const error = await failure(() => Writer.create({ [property]: value }));
        expect(error, String(value)).toMatchObject({ name: /^(CheckViolationError|DatabaseError)$/ });
        expect(error.message).not.toContain(`${String(value)}1`);
      }
      for (const value of fine[property] ?? []) await (await Writer.create({ [property]: value })).delete();
      for (const value of fine[property] ?? []) await (await Ticket.create({ [property]: value })).delete();
    });
  });

  test("a check that is broken names its property", async () => {
    const error = await failure(() => Ticket.create({ seats: 41 }));
    expect(error).toMatchObject({ code: "CHECK_VIOLATION", status: 422, model: "Ticket", fields: ["seats", "row"] });
    expect(error).toMatchObject({ constraint: "ck_suite_tickets_seats_fit" });
  });

  test("other members of an enum and wrong lengths are refused by the database", async () => {
    expect(await failure(() => Writer.create({ kind: "other" }))).toMatchObject({ code: "CHECK_VIOLATION" });
    expect(await failure(() => Writer.create({ code: "abcd" }))).toMatchObject({ name: /Error$/ });
    expect(await Writer.count()).toBe(0);
  });

  test("defaults are the model's", async () => {
    const ticket = await Ticket.create({});
    expect({ ...(await Ticket.find(ticket.id)) }).toEqual({ ...ticket });
    expect(ticket).toMatchObject({ computed: 3, time: "12:30:00", span: "PT1H30M", price: "1.50" });
  });

  test("and the database's, the same for every type", async () => {
    const { id: short } = await Short.create({});
    const [filled, own] = [await Ticket.find(short), await Ticket.create({})];
    expect({ ...filled, id: 0 }).toEqual({ ...own, id: 0 });
  });
}
