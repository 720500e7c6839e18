import { inspect } from "node:util";
import type { DatabaseFault } from "@chakra-orm/core/internal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialects, openDatabase, type TestDatabase } from "../databases.js";

/** Everything of the error that a logger could write. */
const written = (error: unknown): string =>
  inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error) + String((error as Error).stack);

describe.each(dialects)("errors of $name", (dialect) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(dialect);
    await db.connection.execute(`
      create table users (id int primary key, email text not null unique, "Full Name" text, age int check (age > 0),
        unique (email, "Full Name"));
      create unique index on users (lower(email));
      create table posts (id int primary key, author_id int references users, boss int references users on delete restrict);
      create table booked (during int4range, exclude using gist (during with &&));
      insert into booked values ('[987654320,987654330]');
      create type mood as enum ('ok');
      create function shout() returns void language plpgsql as $$ begin raise exception 'the shop is closed' using detail = 'secret-1'; end $$;
      insert into users values (1, 'secret-1@x', 'secret-1 n', 5);
      insert into posts values (1, 1, null);`);
  });
  afterAll(() => db.close());

  async function faultOf(text: string, values: readonly string[] = []): Promise<DatabaseFault> {
    const error: unknown = await db.rows(text, values).then(
      () => expect.fail(`${text} succeeded`),
      (thrown: unknown) => thrown,
    );
    const fault = dialect.readError(error);
    expect(written(error)).not.toMatch(/secret|987654321/);
    expect(JSON.stringify(fault)).not.toMatch(/secret|987654321/);
    expect(dialect.readError(error)).toBe(fault);
    expect(error).toMatchObject({ code: expect.stringMatching(/^\w{5}$/) });
    return fault;
  }

  it.each([
    [
      "insert into users values (2, $1, null, 1)",
      ["secret-1@x"],
      { kind: "unique", table: "users", columns: ["email"], constraint: "users_email_key" },
    ],
    [
      "insert into users values (1, $1, null, 1)",
      ["secret-2"],
      { kind: "unique", columns: ["id"], constraint: "users_pkey" },
    ],
    ["insert into users values (2, $1, null, 1)", ["SECRET-1@X"], { kind: "unique", constraint: "users_lower_idx" }],
    [
      "insert into posts values (2, $1, null)",
      ["987654321"],
      {
        kind: "foreignKey",
        table: "posts",
        columns: ["author_id"],
        constraint: "posts_author_id_fkey",
        stillReferenced: false,
      },
    ],
    [
      "delete from users where email = $1",
      ["secret-1@x"],
      { kind: "foreignKey", table: "posts", constraint: "posts_author_id_fkey", stillReferenced: true },
    ],
    [
      "insert into users values (3, null, $1, 1)",
      ["secret-3"],
      { kind: "notNull", table: "users", columns: ["email"] },
    ],
    [
      "insert into users values (3, $1, null, -5)",
      ["secret-3"],
      { kind: "check", table: "users", constraint: "users_age_check" },
    ],
    [
      "select $1::int",
      ["secret"],
      { kind: "value", summary: "a value is not written as its type, type integer (SQLSTATE 22P02)" },
    ],
    ["select $1::mood", ["secret"], { kind: "value" }],
    ["select $1::date", ["9876-54-32 secret"], { kind: "value" }],
    [
      "select $1::smallint",
      ["987654321"],
      { kind: "value", summary: "a number is out of range, type smallint (SQLSTATE 22003)" },
    ],
    ["select $1::int[]", ["{secret"], { kind: "value" }],
    ["select $1::jsonb", ['{"a": secret'], { kind: "value" }],
    ["select $1::int", ['x" for type secret "y'], { kind: "value" }],
    ["select 1 / ($1::int - 987654321)", ["987654321"], { kind: "value" }],
    ["select nonsense", [], { kind: "other", summary: 'column "nonsense" does not exist' }],
    ["selekt", [], { kind: "other" }],
    ["select shout()", [], { kind: "other", summary: "the shop is closed" }],
  ] as const)("%s", async (text, values, expected) => {
    expect(await faultOf(text, values)).toMatchObject(expected);
  });

  it("tells a foreign key that restricts from one that misses its target", async () => {
    await db.connection.execute(
      "insert into users values (8, 'secret-8', null, 1); insert into posts values (8, null, 8)",
    );
    expect(await faultOf("delete from users where id = 8")).toMatchObject({
      kind: "foreignKey",
      stillReferenced: true,
      table: "posts",
    });
  });

  it("reads columns whose names need quotes, and several", async () => {
    await db.connection.execute(
      `create table odd ("a, b" int, "c""d" int, e int, unique ("a, b", "c""d", e)); insert into odd values (1, 2, 3)`,
    );
    expect(await faultOf("insert into odd values (1, 2, 3)")).toMatchObject({ columns: ["a, b", 'c"d', "e"] });
  });

  it("says something for whatever is thrown", () => {
    expect(dialect.readError("text")).toMatchObject({ kind: "other" });
    expect(dialect.readError(new TypeError("oops"))).toEqual({ kind: "other", summary: "oops" });
  });
});
