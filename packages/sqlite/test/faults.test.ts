import type { DriverConnection } from "@chakra-orm/core/internal";
import { sqlite } from "@chakra-orm/sqlite";
import { describe, expect, test } from "vitest";
import { failure, session } from "./session.js";

const schema = `
  create table users (id integer primary key, username text not null unique, email text, age integer,
    constraint adult check (age >= 18), check (length(email) > 2)) strict;
  create unique index ux_email on users (lower(email));
  create table posts (id integer primary key, user_id integer references users (id) on delete restrict) strict;
  create table notes (id integer primary key, user_id integer references users (id)) strict;
  create table tags (a text, b text, primary key (a, b)) strict;
  create table "odd" ("a.b" text, "c, d" text, unique ("a.b", "c, d")) strict;
  create table audited (id integer primary key) strict;
  create trigger guard before delete on audited begin select raise(abort, 'secret of the trigger'); end;
  insert into users values (1, 'alice', 'alice@example.com', 20), (2, 'bob', 'bob@example.com', 30);
  insert into posts values (1, 1); insert into notes values (1, 2); insert into tags values ('x', 'y');
  insert into odd values ('secret', 'secret'); insert into audited values (1)`;

async function fault(text: string) {
  const connection: DriverConnection = await session();
  await connection.execute(schema);
  return sqlite.readError(await failure(connection.run({ text, values: [], prepare: false })));
}

describe("errors of SQLite", () => {
  test.each([
    [
      "insert into users values (3, 'alice', 'secret@x', 20)",
      { kind: "unique", table: "users", columns: ["username"] },
    ],
    ["insert into users values (1, 'secret', 'secret@x', 20)", { kind: "unique", table: "users", columns: ["id"] }],
    ["insert into users values (3, 'secret', 'ALICE@example.com', 20)", { kind: "unique", constraint: "ux_email" }],
    ["insert into tags values ('x', 'y')", { kind: "unique", table: "tags", columns: ["a", "b"] }],
    ["insert into odd values ('secret', 'secret')", { kind: "unique", table: "odd", columns: ["a.b", "c, d"] }],
    ["insert into users values (3, null, 'secret@x', 20)", { kind: "notNull", table: "users", columns: ["username"] }],
    ["insert into users values (3, 'secret', 'secret@x', 2)", { kind: "check", constraint: "adult" }],
    ["insert into users values (3, 'secret', 'x', 20)", { kind: "check", constraint: "length(email) > 2" }],
    [
      "insert into users values (3, 'secret', 'secret@x', 'secret')",
      { kind: "value", table: "users", columns: ["age"] },
    ],
    ["insert into users (id) values ('secret')", { kind: "value" }],
    ["insert into notes values (3, 99)", { kind: "foreignKey", stillReferenced: false }],
    ["delete from users where id = 2", { kind: "foreignKey", stillReferenced: true }],
    ["delete from users where id = 1", { kind: "foreignKey", stillReferenced: true }],
    ["delete from audited", { kind: "other", summary: "a trigger refused the change" }],
    ["select * from nowhere", { kind: "other", summary: "no such table: nowhere" }],
    ["selec", { kind: "other", summary: 'near "selec": syntax error' }],
    ["select 'secret", { kind: "other" }],
    ["select json_extract('{}', 'secret path')", { kind: "other" }],
    ["select json('{secret')", { kind: "other", summary: "malformed JSON" }],
    ["select chakra_matches('a', '(secret')", { kind: "other" }],
  ])("%s", async (text, expected) => {
    const found = await fault(text);
    expect(found).toMatchObject(expected);
    if (!text.includes("chakra_matches")) expect(found.summary).not.toMatch(/secret/);
  });

  test("an UPDATE that breaks a foreign key could have broken either side", async () => {
    const found = await fault("update notes set user_id = 99");
    expect(found.kind).toBe("foreignKey");
    expect(found.stillReferenced).toBeUndefined();
  });

  test("codes that are hard to cause are known by their name", () => {
    const kind = (code: string) => sqlite.readError(Object.assign(new Error("x"), { code })).kind;
    expect(["SQLITE_BUSY_RECOVERY", "SQLITE_LOCKED_SHAREDCACHE", "SQLITE_INTERRUPT"].map(kind)).toEqual([
      "busy",
      "lockTimeout",
      "queryTimeout",
    ]);
    expect(["SQLITE_IOERR_READ", "SQLITE_NOTADB", "SQLITE_READONLY_DBMOVED"].map(kind)).toEqual(
      Array(3).fill("connection"),
    );
    expect(["SQLITE_FULL", "SQLITE_CORRUPT_VTAB", "SQLITE_NEW_CODE"].map(kind)).toEqual(Array(3).fill("other"));
    expect(sqlite.readError("not an error").kind).toBe("other");
  });
});
