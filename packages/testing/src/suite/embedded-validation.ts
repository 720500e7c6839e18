import {
  CheckViolationError,
  Embedded,
  embedded,
  field,
  Model,
  sql,
  UniqueViolationError,
  ValidationError,
} from "@chakra-orm/core";
import { expect, test } from "vitest";
import { Address, Customer, Geo } from "./kit/customers.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Secret extends Embedded {
  pin = field.encrypted(field.string(20, { hidden: true }));
  code = field.string(10, { unique: true, nullable: true, validate: (code) => code !== "no" || "is no code" });
  rank = field.enum(["low", "high"], { default: "low" });
  checked = field.boolean({ default: false, readonly: true });
  loud = field.generated(sql`upper(${sql.column("code")})`, field.string(10, { nullable: true }));
}

class Member extends Model {
  static table = "suite_members";
  id = field.id();
  nick = field.string(20);
  secret = embedded(Secret);

  static validations = {
    differ: (member: Member) =>
      member.nick !== member.secret.code || { path: ["secret", "code"], message: "is the nick" },
  };
}

const home = { street: "Via Roma 1", city: "Turin" };

/** What may stand in embedded objects, and where it is told if it may not. */
export function embeddedValidation(suite: Suite): void {
  tables(suite, Customer, Member);

  const told = async (work: () => unknown) => {
    const error = (await refusal(suite.db, work)) as ValidationError;
    expect(error).toBeInstanceOf(ValidationError);
    return error.issues.map(({ path, rule }) => `${path.join(".")} ${rule}`);
  };

  test("every part is checked, and told by the way to it", async () => {
    expect(await told(() => loose(Customer).create({}))).toEqual(["home.street required", "home.city required"]);
    const wrong = { home: { street: "V", city: 3, visits: "many", geo: { lat: 1 } }, billing: { city: "Rome" } };
    expect(await told(() => loose(Customer).create(wrong))).toEqual([
      "home.street minLength",
      "home.city type",
      "home.visits type",
      "home.geo.lng required",
      "billing.street required",
    ]);
    const customer = await Customer.create({ home });
    customer.home.street = "";
    (customer.home as { city: unknown }).city = null;
    expect(await told(() => customer.save())).toEqual(["home.street minLength", "home.city required"]);
    expect(await told(() => Customer.createMany([{ home }, { home: { ...home, visits: 0.5 } }]))).toEqual([
      "1.home.visits type",
    ]);
  });

  test("what is no such object is refused where it is given", async () => {
    const create = (attributes: unknown) => told(() => loose(Customer).create(attributes));
    expect(await create({ home: null })).toEqual(["home required"]);
    expect(await create({ home: "Via Roma 1, Turin" })).toEqual(["home type"]);
    expect(await create({ home: [home] })).toEqual(["home type"]);
    expect(await create({ home: new Geo({ lat: 1, lng: 1 }) })).toEqual(["home type"]);
    expect(await create({ home: { ...home, town: "x", geo: { height: 1 } } })).toEqual([
      "home.town unknown",
      "home.geo.height unknown",
    ]);
    expect(await create(JSON.parse('{"home": {"__proto__": {"street": "x"}, "constructor": 1}}'))).toEqual([
      "home.__proto__ unknown",
      "home.constructor unknown",
    ]);
    expect(await create({ "home.city": "Turin" })).toEqual(["home.city unknown"]);
    const customer = await Customer.create({ home });
    const set = (value: unknown) => () => Object.assign(customer, { home: value });
    expect(await told(set(null))).toEqual(["home required"]);
    expect(await told(set({ ...home, town: "x" }))).toEqual(["home.town unknown"]);
    expect(await told(() => customer.assign({ home: { geo: "x" } } as never))).toEqual(["home.geo type"]);
    expect(customer.home).toMatchObject(home);
    expect(() => new Address({ town: "x" })).toThrow(ValidationError);
  });

  test("normal forms, defaults and canonical values are as in a record", async () => {
    const customer = await Customer.create({
      home: { ...home, city: "  Turin " },
      wishes: { fee: "01.5", since: "2024-02-29" },
    });
    expect([customer.home.city, customer.wishes.fee, customer.$isDirty]).toEqual(["Turin", "1.50", false]);
    customer.home.city = " Rome";
    await customer.save();
    expect([customer.home.city, (await Customer.find(customer.id)).home.city]).toEqual(["Rome", "Rome"]);
  });

  test("rules of the database are told by the way to what broke them", async () => {
    await Customer.create({ home: { ...home, zip: "1" } });
    const twice = (await failure(() => Customer.create({ home: { ...home, zip: "1" } }))) as UniqueViolationError;
    expect(twice).toBeInstanceOf(UniqueViolationError);
    expect(twice.issues.map(({ path }) => path)).toEqual([
      ["home", "zip"],
      ["home", "street"],
    ]);
    await Member.create({ nick: "a", secret: { pin: "1", code: "x" } });
    const taken = (await failure(() =>
      Member.create({ nick: "b", secret: { pin: "1", code: "x" } }),
    )) as UniqueViolationError;
    expect(taken.issues).toMatchObject([{ path: ["secret", "code"], rule: "unique" }]);
    expect(taken.fields).toEqual(["secret.code"]);
  });

  test("the database keeps an object whole, or has none", async () => {
    const { id } = await Customer.create({ home });
    const half = (await failure(() =>
      Customer.where({ id }).update({ billing: { visits: 3 } }),
    )) as CheckViolationError;
    expect(half).toBeInstanceOf(CheckViolationError);
    expect(half.message).toContain("Customer.billing must be there with all that it needs, or not at all");
    expect(half.issues).toMatchObject([{ path: ["billing"], rule: "required" }]);
    const update = (attributes: unknown) => told(() => loose(Customer).where({ id }).update(attributes));
    expect(await update({ billing: { street: null } })).toEqual(["billing.street required"]);
    expect(await update({ home: null })).toEqual(["home required"]);
  });

  test("what is hidden, readonly, computed or encrypted stays so", async () => {
    const member = await Member.create({ nick: "ada", secret: { pin: "1234", code: "abc" } });
    expect(member.secret).toMatchObject({ pin: "1234", loud: "ABC", rank: "low", checked: false });
    expect(member.toJSON()).toMatchObject({ secret: { code: "abc", rank: "low", checked: false, loud: "ABC" } });
    expect(JSON.stringify(member)).not.toContain("1234");
    expect((await Member.find(member.id)).secret.pin).toBe("1234");
    const told1 = (secret: object) => told(() => loose(Member).create({ nick: "b", secret: { pin: "1", ...secret } }));
    expect(await told1({ checked: true })).toEqual(["secret.checked readonly"]);
    expect(await told1({ loud: "X" })).toEqual(["secret.loud readonly"]);
    expect(await told1({ rank: "middle", code: "no" })).toEqual(["secret.code custom", "secret.rank enum"]);
    member.secret.checked = true;
    member.secret.code = "def";
    await member.save();
    expect(member.secret).toMatchObject({ checked: true, loud: "DEF" });
    member.secret = new Secret({ pin: "9", code: "ghi", checked: true });
    await member.save();
    expect((await Member.find(member.id)).secret).toMatchObject({ pin: "9", checked: true, loud: "GHI" });
  });

  test("rules about the record see its objects", async () => {
    expect(await told(() => Member.create({ nick: "abc", secret: { pin: "1", code: "abc" } }))).toEqual([
      "secret.code differ",
    ]);
  });
}
