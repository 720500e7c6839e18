import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { field, Model, sql } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { recordingDatabase } from "../recording/database.js";
import { modelOf } from "../recording/model.js";

class Team extends Model {
  id = field.integer({ primaryKey: true, default: 7 });
  name = field.string(50, { default: "the team" });
}

describe("a class body", () => {
  test("runs once to be read, whatever is asked of the model", () => {
    let runs = 0;
    class Counted extends Model {
      id = field.id();
      run = ++runs;
    }
    for (let i = 0; i < 5; i++) metaOf(Counted);
    expect(runs).toBe(1);
    expect(new Counted().run).toBe(2);
  });

  test("declares columns in its order, and keeps other properties as they are", () => {
    class Mixed extends Model {
      id = field.id();
      notes: string[] = [];
      title = field.string(50);
      readonly made = "by hand";
      views = field.integer({ default: 0 });
    }
    expect(metaOf(Mixed).columns.map(({ property }) => property)).toEqual(["id", "title", "views"]);
    const [one, other] = [new Mixed({ title: "a" }), new Mixed({ title: "b" })];
    expect(Object.keys(one)).toEqual(["id", "notes", "title", "made", "views"]);
    one.notes.push("mine");
    expect(other.notes).toEqual([]);
    expect(one.toJSON()).toEqual({ title: "a", views: 0 });
  });

  test("has private fields, getters, methods and a static block", async () => {
    const seen: string[] = [];
    class Secretive extends Model {
      static readonly most = 3;
      static {
        seen.push(Secretive.name);
      }
      readonly #secret = 42;
      id = field.id();
      name = field.string(50);
      get shout() {
        return this.name.toUpperCase();
      }
      secret() {
        return this.#secret;
      }
    }
    const { driver } = await recordingDatabase();
    driver.answer([[1, "ada"]]);
    for (const record of [new Secretive({ name: "ada" }), await Secretive.find(1)]) {
      expect([record.secret(), record.shout, record.name]).toEqual([42, "ADA", "ada"]);
      expect(Object.keys(record)).toEqual(["id", "name"]);
    }
    expect([seen, Secretive.most]).toEqual([["Secretive"], 3]);
  });

  test("may have a constructor of its own, also for rows", async () => {
    class Point extends Model {
      id = field.id();
      x = field.integer();
      y = field.integer();
      readonly sum: number;
      constructor(attributes: { x?: number; y?: number } = {}) {
        super({ y: 0, ...attributes });
        this.sum = this.x + this.y;
      }
    }
    const { driver } = await recordingDatabase();
    expect(new Point({ x: 3 })).toMatchObject({ x: 3, y: 0, sum: 3 });
    driver.answer([[1, 20, 22]]);
    expect(await Point.find(1)).toMatchObject({ id: 1, x: 20, y: 22, sum: 42 });
  });

  test("may make other records, in initialisers and in defaults", async () => {
    class Member extends Model {
      id = field.id();
      team = new Team({ name: "theirs" });
      teamId = field.integer({ default: () => new Team().id });
      name = field.string(50, { default: () => new Team({ name: "nested" }).name });
      after = field.text({ default: "after" });
    }
    const { driver } = await recordingDatabase();
    const record = new Member();
    expect(record).toMatchObject({ teamId: 7, name: "nested", after: "after" });
    expect(record.team).toBeInstanceOf(Team);
    expect(record.team.name).toBe("theirs");
    driver.answer([[1, 2, "from the row", "row"]]);
    const found = await Member.find(1);
    expect(found).toMatchObject({ id: 1, teamId: 2, name: "from the row", after: "row" });
    expect(found.team.name).toBe("theirs");
  });

  test("may call builders inside builders", () => {
    class Nested extends Model {
      id = field.id();
      tags = field.array(field.string(10, { nullable: true }), { default: ["a"] });
      lower = field.generated(sql`lower(name)`, field.text());
      name = field.string(10);
    }
    expect(metaOf(Nested).columns.map(({ property, type }) => [property, type.name])).toEqual([
      ["id", "id"],
      ["tags", "array"],
      ["lower", "text"],
      ["name", "string"],
    ]);
    expect({ ...new Nested({ name: "n" }) }).toEqual({ id: undefined, tags: ["a"], lower: undefined, name: "n" });
  });

  test("may hold a default that no other record shares", () => {
    class Defaults extends Model {
      id = field.id();
      list = field.array(field.integer(), { default: [1] });
      data = field.json({ default: { deep: [1] } as { deep: number[] } });
      at = field.dateTime({ default: new Date(0) });
      bytes = field.binary({ default: new Uint8Array([1]) });
    }
    const [one, other] = [new Defaults(), new Defaults()];
    one.list.push(2);
    one.data.deep.push(2);
    one.at.setTime(5);
    one.bytes[0] = 9;
    expect({ ...other, id: 1 }).toEqual({
      id: 1,
      list: [1],
      data: { deep: [1] },
      at: new Date(0),
      bytes: new Uint8Array([1]),
    });
  });

  test("may default to an object of a custom type, which keeps its class", () => {
    class Money {
      readonly cents: number;
      constructor(cents: number) {
        this.cents = cents;
      }
    }
    const money = {
      name: "money",
      storedAs: field.integer(),
      toStored: (value: Money) => value.cents,
      fromStored: (cents: number) => new Money(cents),
    };
    class Account extends Model {
      id = field.id();
      balance = field(money, { default: new Money(5) });
    }
    const account = new Account();
    expect(account.balance).toBeInstanceOf(Money);
    expect(account.balance).toEqual(new Money(5));
  });
});

describe("inheritance", () => {
  abstract class Base extends Model {
    static readonly abstract = true;
    id = field.id();
    createdAt = field.createdAt();
    describe() {
      return `${this.constructor.name} ${this.id}`;
    }
  }

  test("shares the fields of an abstract base, each model with columns of its own", () => {
    class Cat extends Base {
      lives = field.integer({ default: 9 });
    }
    class Dog extends Base {
      name = field.string(20);
    }
    expect(metaOf(Cat).columns.map(({ property }) => property)).toEqual(["id", "createdAt", "lives"]);
    expect(metaOf(Dog).columns.map(({ property }) => property)).toEqual(["id", "createdAt", "name"]);
    expect([metaOf(Cat).table, metaOf(Dog).table]).toEqual(["cats", "dogs"]);
    expect(new Cat({ id: 3 }).describe()).toBe("Cat 3");
  });

  test("lets a subclass declare a field anew", () => {
    abstract class Named extends Base {
      static override readonly abstract = true;
      name: string = field.string(20);
      last = field.text({ default: "last" });
    }
    class Longer extends Named {
      override name = field.string(80, { default: "anew" });
    }
    const { columns } = metaOf(Longer);
    expect(columns.map(({ property }) => property)).toEqual(["id", "createdAt", "name", "last"]);
    expect(columns[2]?.type.facets).toEqual({ length: 80 });
    expect(new Longer()).toMatchObject({ name: "anew", last: "last" });
    expect(new Longer({ name: "given" })).toMatchObject({ name: "given", last: "last" });
  });

  test("works through mixins", () => {
    // biome-ignore lint/suspicious/noExplicitAny: TypeScript asks for any[] in a mixin's constructor
    type Constructor = abstract new (...given: any[]) => Model;
    function withSlug<B extends Constructor>(base: B) {
      abstract class Slugged extends base {
        static readonly abstract = true;
        slug = field.string(40, { default: "a-slug" });
      }
      return Slugged;
    }
    class Page extends withSlug(Base) {
      title = field.string(40);
    }
    expect(metaOf(Page).columns.map(({ property }) => property)).toEqual(["id", "createdAt", "slug", "title"]);
    expect(new Page({ title: "t" })).toMatchObject({ slug: "a-slug", title: "t" });
  });

  test("keeps the naming of a base", () => {
    abstract class Shouting extends Model {
      static readonly abstract = true;
      static readonly naming = { table: (name: string) => name.toUpperCase(), column: (name: string) => `c_${name}` };
      id = field.id();
    }
    class Loud extends Shouting {}
    expect(metaOf(Loud)).toMatchObject({ table: "LOUD", columns: [{ name: "c_id" }] });
  });
});

describe("a record", () => {
  class User extends Model {
    id = field.id();
    name = field.string(50);
    email = field.string(50, { hidden: true });
    bio = field.text({ nullable: true });
  }
  const values = { id: 1, name: "ada", email: "a@b", bio: null };

  test.each(["new", "found"])("that is %s shows exactly its columns, in order", async (how) => {
    const { driver } = await recordingDatabase();
    driver.answer([[1, "ada", "a@b", null]]);
    const user = how === "new" ? new User(values) : await User.find(1);
    expect(Object.keys(user)).toEqual(["id", "name", "email", "bio"]);
    expect({ ...user }).toEqual(values);
    expect(inspect(user)).toBe("User { id: 1, name: 'ada', email: 'a@b', bio: null }");
    expect(structuredClone(user)).toEqual(values);
    expect(JSON.stringify(user)).toBe('{"id":1,"name":"ada","bio":null}');
    expect(Object.getOwnPropertySymbols(user)).toEqual([]);
    const descriptors = Object.values(Object.getOwnPropertyDescriptors(user));
    expect(descriptors.every(({ writable, enumerable, configurable }) => writable && enumerable && configurable)).toBe(
      true,
    );
    expect(user).toBeInstanceOf(User);
    expect(user.constructor).toBe(User);
  });

  test("leaves out what is not known yet, and has the property all the same", () => {
    expect(Object.keys(new User({ name: "ada", email: "a@b" }))).toEqual(["id", "name", "email", "bio"]);
    expect(JSON.stringify(new User({ name: "ada", email: "a@b" }))).toBe('{"name":"ada","bio":null}');
  });

  test("found in a row equals one that was made with the same values", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([[1, "ada", "a@b", null]]);
    expect(await User.find(1)).toEqual(new User(values));
  });
});

describe("a column named like something of JavaScript's own", () => {
  test.each(["toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "prototype", "name", "length", "arguments"])(
    "%s is a property like any other",
    async (name) => {
      const { driver } = await recordingDatabase();
      const Odd = modelOf("Odd", { id: () => field.id(), [name]: () => field.text() }, { naming: same });
      driver.answer([[1, "value"]]);
      const found = await Odd.find(1 as never);
      expect(Object.entries(found)).toEqual([
        ["id", 1],
        [name, "value"],
      ]);
      expect(Object.entries(new Odd({ id: 1, [name]: "value" } as never))).toEqual(Object.entries(found));
    },
  );

  const same = { table: (name: string) => name, column: (property: string) => `c_${property}` };
});
