import { describe, expect, test } from "vitest";
import { field, Model, sql, ValidationError } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

class User extends Model {
  id = field.id();
  name = field.string(50);
  role = field.enum(["admin", "member"], { default: "member", readonly: true });
  data = field.json<unknown>({ nullable: true });
  lower = field.generated(sql`lower(name)`, field.text());
  createdAt = field.createdAt();
  version = field.version();
  note = "mine";
  get display(): string {
    return this.name;
  }
}

/** Attributes as they come from a request: parsed, of no type. */
const parsed = (text: string): never => JSON.parse(text) as never;

const refusals = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationError);
    return (error as ValidationError).issues.map(({ path, rule }) => `${String(path[0])}: ${rule}`);
  }
  return [];
};

describe("attributes in one object", () => {
  test.each<[string, string, string]>([
    ["a property that is not there", '{"nmae":"x"}', "nmae: unknown"],
    ["the state of a record", '{"$isNew":false}', "$isNew: unknown"],
    ["another state", '{"$original":{}}', "$original: unknown"],
    ["the attributes of other ORMs", '{"$attributes":{"id":5}}', "$attributes: unknown"],
    ["a private name", '{"#state":1}', "#state: unknown"],
    ["the constructor", '{"constructor":{"prototype":{"polluted":1}}}', "constructor: unknown"],
    ["the prototype", '{"__proto__":{"polluted":1}}', "__proto__: unknown"],
    ["a method", '{"save":"x"}', "save: unknown"],
    ["a getter", '{"display":"x"}', "display: unknown"],
    ["a property that is no column", '{"note":"x"}', "note: unknown"],
    ["then, which would make it a promise", '{"then":"x"}', "then: unknown"],
    ["toString", '{"toString":"x"}', "toString: unknown"],
    ["what is readonly", '{"role":"admin"}', "role: readonly"],
    ["what the database computes", '{"lower":"x"}', "lower: readonly"],
    ["what the ORM keeps", '{"createdAt":"x"}', "createdAt: readonly"],
    ["the version", '{"version":5}', "version: readonly"],
  ])("with %s are refused, for new records and old", (_, json, refusal) => {
    expect(refusals(() => new User(parsed(json)))).toEqual([refusal]);
    const user = new User({ name: "ada" });
    expect(refusals(() => user.assign(parsed(json)))).toEqual([refusal]);
    expect({ ...user }).toEqual({ ...new User({ name: "ada" }), createdAt: user.createdAt });
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ["a string", "name=x"],
    ["a number", 5],
    ["a list", ["name"]],
    ["a function", () => ({})],
  ])("are an object, not %s", (_, given) => {
    expect(refusals(() => new User(given as never))).toEqual(["User: type"]);
  });

  test("all of what is wrong is told, with the nearest name", () => {
    const wrong = () => new User(parsed('{"nmae":"x","role":"admin","zzzzz":1}'));
    expect(refusals(wrong)).toEqual(["nmae: unknown", "role: readonly", "zzzzz: unknown"]);
    expect(wrong).toThrow('nmae: is no property of User. Did you mean "name"?');
  });

  test("set nothing where one of them is refused", () => {
    const user = new User({ name: "ada" });
    expect(() => user.assign(parsed('{"name":"eve","role":"admin"}'))).toThrow(ValidationError);
    expect([user.name, user.role]).toEqual(["ada", "member"]);
  });

  test("that are undefined are not given", () => {
    const user = new User({ name: "ada", data: undefined });
    user.assign({ name: undefined as never });
    expect([user.name, user.data]).toEqual(["ada", null]);
  });

  test("hold prototype keys as data where JSON belongs", async () => {
    const { driver } = await recordingDatabase();
    const data: unknown = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
    driver.answer([[1, "ada"]]);
    await User.create({ name: "ada", data });
    expect(driver.last.values).toContain(JSON.stringify(data));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("may be set one by one, which no request does", () => {
    const user = new User({ name: "ada" });
    user.role = "admin";
    expect(user.role).toBe("admin");
  });
});

describe("a record in JSON", () => {
  class Account extends Model {
    id = field.bigInteger({ primaryKey: true });
    password = field.string(50, { hidden: true });
    bytes = field.binary();
    counts = field.array(field.bigInteger());
    at = field.dateTime();
    data = field.json<unknown>();
    blobs = field.array(field.binary(), { nullable: true, hidden: true });
    empty = field.text({ nullable: true });
    note = "no column";
  }
  const account = new Account({
    id: 9007199254740993n,
    password: "s3cret",
    bytes: new Uint8Array([0, 255]),
    counts: [1n, 2n],
    at: new Date(0),
    data: { deep: [1] },
  });

  test("shows every column but the hidden ones, exactly", () => {
    expect(JSON.parse(JSON.stringify(account))).toEqual({
      id: "9007199254740993",
      bytes: "AP8=",
      counts: ["1", "2"],
      at: "1970-01-01T00:00:00.000Z",
      data: { deep: [1] },
      empty: null,
    });
    expect(JSON.stringify([{ account }])).not.toContain("s3cret");
  });

  test("shows values that do not fit as they are, instead of failing", () => {
    const odd = new Account();
    Object.assign(odd, account, { id: "x", bytes: null, at: new Date(Number.NaN) });
    expect(odd.toJSON()).toMatchObject({ id: "x", bytes: null });
    expect(() => JSON.stringify(odd)).not.toThrow();
  });

  test("may be shown otherwise by the class", () => {
    class Shown extends Account {
      static table = "shown";
      override toJSON() {
        return { ...super.toJSON(), extra: true };
      }
    }
    expect(new Shown({ id: 1n, data: 1 }).toJSON()).toMatchObject({ id: "1", extra: true });
  });
});
