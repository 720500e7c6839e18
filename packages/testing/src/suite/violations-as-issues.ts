import {
  ConstraintViolationError,
  field,
  Model,
  manyToOne,
  oneToMany,
  sql,
  type TableOptions,
  type ValidationIssue,
} from "@chakra-orm/core";
import { afterEach, beforeAll, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Guild extends Model {
  static table = {
    name: "suite_guilds",
    uniques: [["city", "street"]],
    indexes: [
      { on: ["owner"], unique: true, where: sql`${sql.column("active")}`, name: "one active guild" },
      { on: [sql`lower(${sql.column("email")})`], unique: true, name: "Same.Address" },
    ],
    checks: { in_order: sql`${sql.column("opens")} < ${sql.column("closes")}` },
  } satisfies TableOptions<Guild>;
  id = field.id();
  email = field.string(40);
  name = field.string(40, { unique: true });
  city = field.string(20, { default: "" });
  street = field.string(20, { nullable: true });
  owner = field.integer({ nullable: true, min: 0, max: 99 });
  active = field.boolean({ default: false });
  title = field.text({ minLength: 3, default: "a guild" });
  opens = field.integer({ default: 8 });
  closes = field.integer({ default: 20 });

  members = oneToMany(() => Fellow, { backPopulates: "guild" });
}

/** Names its columns as the other does. */
class Fellow extends Model {
  static table = {
    name: "suite_fellows",
    checks: { belongs: sql`${sql.column("guildId")} is not null or ${sql.column("city")} = ${"free"}` },
    foreignKeys: [{ on: ["mentorId"], references: () => Fellow, name: "the mentor", onDelete: "restrict" }],
  } satisfies TableOptions<Fellow>;
  id = field.id();
  email = field.string(40, { unique: true, column: "name" });
  city = field.string(20, { default: "" });
  guildId = field.foreignKey(() => Guild, { nullable: true, onDelete: "set null" });
  mentorId = field.bigInteger({ as: "number", nullable: true });

  guild = manyToOne(() => Guild, { backPopulates: "members", nullable: true });
}

/** Writes to the same table without knowing its rules. */
class Careless extends Model {
  static table = "suite_guilds";
  id = field.id();
  email = field.string(40);
  label = field.string(40, { column: "name", nullable: true });
}

/** What a constraint refuses is told as issues of the model's own properties, in the words of validation. */
export function violationsAsIssues(suite: Suite): void {
  tables(suite, Guild, Fellow);
  let guild = new Guild();
  beforeAll(async () => {
    const values = { email: "A@b.c", name: "smiths", city: "Oslo", street: "First", owner: 1, active: true };
    guild = await Guild.create(values);
  });
  afterEach(async () => {
    await empty(Fellow);
    await Guild.where((row) => row.id.ne(guild.id)).destroy();
  });

  async function violation(work: () => unknown): Promise<ConstraintViolationError> {
    const error = await failure(work);
    if (!(error instanceof ConstraintViolationError)) throw error;
    expect(new Set(error.issues.flatMap(({ path }) => path.slice(-1))).size).toBe(error.fields?.length ?? 0);
    return error;
  }
  const issues = async (work: () => unknown): Promise<readonly ValidationIssue[]> => (await violation(work)).issues;
  const taken = { rule: "unique", message: "has already been taken" };
  const named = suite.capabilities.namedViolations;

  test("a value that is taken", async () => {
    expect(await issues(() => Guild.create({ email: "x", name: "smiths" }))).toEqual([{ path: ["name"], ...taken }]);
    const other = await Guild.create({ email: "x", name: "bakers" });
    expect(await issues(() => other.update({ name: "smiths" }))).toEqual([{ path: ["name"], ...taken }]);
    const error = await violation(() => Guild.where({ id: other.id }).update({ name: "smiths" }));
    expect(error).toMatchObject({ model: "Guild", fields: ["name"], issues: [{ path: ["name"], ...taken }] });
    await other.delete();
  });

  test("values that are taken together, each told with what", async () => {
    expect(await issues(() => Guild.create({ email: "x", name: "y", city: "Oslo", street: "First" }))).toEqual([
      { path: ["city"], rule: "unique", message: "has already been taken together with street" },
      { path: ["street"], rule: "unique", message: "has already been taken together with city" },
    ]);
    await (await Guild.create({ email: "x", name: "y", city: "Oslo" })).delete();
  });

  suite.needing("partialIndexes")("a rule over part of the rows, under a name of its own", async () => {
    await Guild.create({ email: "x", name: "y", owner: 1 });
    const second = () => Guild.create({ email: "z", name: "z", owner: 1, active: true });
    expect(await issues(second)).toEqual([{ path: ["owner"], ...taken }]);
  });

  suite.needing("expressionIndexes")("a rule over an expression", async () => {
    expect(await issues(() => Guild.create({ email: "a@B.c", name: "y" }))).toEqual([{ path: ["email"], ...taken }]);
  });

  test("models with columns of the same names are not taken for one another", async () => {
    await Fellow.create({ email: "smiths", city: "free" });
    const error = await violation(() => Fellow.create({ email: "smiths", city: "free" }));
    expect(error).toMatchObject({ model: "Fellow", fields: ["email"], issues: [{ path: ["email"], ...taken }] });
  });

  test("a field's own rules, broken by a computed value, are told in the field's own words", async () => {
    const rows = Guild.where({ id: guild.id });
    expect(await issues(() => rows.update({ owner: (row) => row.owner.minus(2) }))).toEqual([
      { path: ["owner"], rule: "min", message: "must be at least 0" },
    ]);
    const most = { path: ["owner"], rule: "max", message: "must be at most 99" };
    const error = await violation(() => rows.update({ owner: (row) => row.owner.plus(100) }));
    expect(error).toMatchObject({ code: "CHECK_VIOLATION", model: "Guild", fields: ["owner"], issues: [most] });
    expect(error.message).toContain("Guild.owner must be at most 99 (constraint ck_suite_guilds_owner_max)");
    expect(await issues(() => rows.update({ title: () => sql`${"ab"}` }))).toEqual([
      { path: ["title"], rule: "minLength", message: "must have at least 3 characters" },
    ]);
  });

  test("a check that was written by hand, about all of its columns", async () => {
    expect(await issues(() => Guild.create({ email: "x", name: "y", opens: 21 }))).toEqual([
      { path: ["opens"], rule: "check", message: "is not allowed" },
      { path: ["closes"], rule: "check", message: "is not allowed" },
    ]);
  });

  test("a NULL", async () => {
    expect(await issues(() => Careless.create({ email: "x" }))).toEqual([
      { path: ["label"], rule: "required", message: "must not be null" },
    ]);
  });

  test("a reference to nothing names the other model", async () => {
    const expected = { rule: "foreignKey", message: "refers to a Guild that does not exist" };
    const error = await violation(() => Fellow.create({ email: "x", guildId: 404 }));
    expect(error).toMatchObject({ model: "Fellow", fields: ["guildId"], issues: [{ path: ["guildId"], ...expected }] });
    const fellow = await Fellow.create({ email: "x", city: "free" });
    expect(await issues(() => fellow.update({ mentorId: 404 }))).toEqual([
      { path: ["mentorId"], rule: "foreignKey", message: "refers to a Fellow that does not exist" },
    ]);
    const many = [{ email: "y" }, { email: "z", guildId: 404 }];
    expect(await issues(() => Fellow.createMany(many.map((one) => ({ ...one, city: "free" }))))).toEqual([
      { path: [1, "guildId"], ...expected },
    ]);
    const all = Fellow.where({ city: "free" });
    expect(await issues(() => all.update({ guildId: 404 }))).toEqual([{ path: ["guildId"], ...expected }]);
  });

  test("what is still referenced is no property's fault, and names those that refer to it", async () => {
    const mentor = await Fellow.create({ email: "m", city: "free" });
    const pupil = await Fellow.create({ email: "p", city: "free", mentorId: mentor.id });
    const error = await violation(() => mentor.delete());
    expect(error.fields).toBeUndefined();
    const message = "is still referenced by Fellow.mentorId";
    expect(error.issues).toEqual([{ path: [], rule: "foreignKey", message }]);
    expect(await issues(() => Fellow.where({ email: "m" }).delete())).toEqual(error.issues);
    await pupil.delete();
  });

  test("a table without a model that refers to it is named where the database tells, and never passed over", async () => {
    await suite.db
      .sql`create table suite_strangers (id bigint primary key, fellow bigint references suite_fellows (id))`;
    try {
      const fellow = await Fellow.create({ email: "f", city: "free" });
      await suite.db.sql`insert into suite_strangers (id, fellow) values (1, ${fellow.id})`;
      const { message } = await violation(() => fellow.delete());
      if (named) expect(message).toContain('is still referenced by rows of the table "suite_strangers"');
      else expect(message).toContain("a table without a model here may refer to it too");
    } finally {
      await suite.db.sql`drop table suite_strangers`;
    }
  });

  test("a row of another model that a cascade could not write", async () => {
    const doomed = await Guild.create({ email: "d", name: "doomed", members: [{ email: "x" }] });
    const error = await violation(() => doomed.delete());
    expect(error).toMatchObject({ code: "CHECK_VIOLATION", model: "Fellow", fields: ["guildId", "city"] });
    expect(await Fellow.count()).toBe(1);
  });

  test("records that are created together are told by the whole path", async () => {
    const members = [{ email: "one" }, { email: "two" }, { email: "one" }];
    const error = await violation(() => Guild.create({ email: "x", name: "y", members }));
    expect(error).toMatchObject({ model: "Fellow", fields: ["email"] });
    expect(error.issues).toEqual([{ path: ["members", 2, "email"], ...taken }]);
    expect(error.statement).toMatch(/^insert/i);
    expect(await Guild.count()).toBe(1);
  });

  test("a record that is added to a list", async () => {
    await guild.members.add(new Fellow({ email: "one" }));
    const again = new Fellow({ email: "one" });
    expect(await violation(() => guild.members.add(again))).toMatchObject({ model: "Fellow", fields: ["email"] });
    expect(again.$isNew).toBe(true);
  });

  test("in a savepoint each of them leaves the transaction around it as it was", async () => {
    const refused: readonly (() => Promise<unknown>)[] = [
      () => Guild.create({ email: "x", name: "smiths" }),
      () => Careless.create({ email: "x" }),
      () => Fellow.create({ email: "x", guildId: 404 }),
      () => Guild.create({ email: "x", name: "y", opens: 21 }),
      () => Guild.where({ id: guild.id }).update({ owner: (row) => row.owner.minus(2) }),
    ];
    await suite.db.transaction(async () => {
      await Fellow.create({ email: "before", city: "free" });
      for (const [i, work] of refused.entries()) {
        await violation(() =>
          suite.db.transaction(async () => {
            await Fellow.create({ email: `within ${i}`, city: "free" });
            await work();
          }),
        );
        await Fellow.create({ email: `after ${i}`, city: "free" });
      }
    });
    const emails = await Fellow.all().orderBy("id").pluck("email");
    expect(emails).toEqual(["before", ...refused.map((_, i) => `after ${i}`)]);
    expect((await Guild.find(guild.id)).owner).toBe(1);
  });
}
