import { inspect } from "node:util";
import { field, Model, matches, sql, type TableOptions } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const secret = "s3cret-value";

class Vault extends Model {
  static table = {
    name: "suite_vaults",
    checks: { not_this: sql`${sql.column("level")} < ${100}` },
  } satisfies TableOptions<Vault>;
  id = field.id();
  owner = field.string(40, { unique: true });
  pin = field.text();
  level = field.integer({ default: 1 });
  short = field.string(3, { nullable: true });
  keeper = field.foreignKey(() => Keeper, { nullable: true });
}

class Keeper extends Model {
  static table = "suite_keepers";
  id = field.string(40, { primaryKey: true });
}

/** The same table for a writer without rules. */
class Loose extends Model {
  static table = "suite_vaults";
  id = field.id();
  owner = field.text({ nullable: true });
  pin = field.text({ nullable: true });
  level = field.float({ default: 1 });
  short = field.text({ nullable: true });
}

/** Everything that can be seen of an error, hidden properties and causes of causes included. */
const allOf = (error: Error): string =>
  [error.message, error.stack, JSON.stringify(error), String(error)].join("\n") +
  inspect(error, { depth: null, showHidden: true, getters: true, maxStringLength: null });

/** Errors keep secrets, and lead to the line of the user's program. */
export function errors(suite: Suite): void {
  tables(suite, Keeper, Vault);
  beforeAll(async () => {
    await Vault.create({ owner: secret, pin: secret });
  });

  const attempts: readonly (readonly [name: string, work: () => Promise<unknown>])[] = [
    ["a value that is taken", () => Vault.create({ owner: secret, pin: secret })],
    ["a reference to nothing", () => Vault.create({ owner: `${secret}2`, pin: secret, keeper: `${secret}3` })],
    ["a missing value", () => Loose.create({ owner: `${secret}4` })],
    ["a check that does not hold", () => Vault.create({ owner: `${secret}5`, pin: secret, level: 100 })],
    ["a value that is too long", () => Loose.create({ owner: `${secret}6`, pin: secret, short: secret })],
    ["a value that is too large", () => Loose.create({ owner: `${secret}7`, pin: secret, level: 1.25e17 })],
    ["a value of the wrong type", () => Loose.create({ owner: `${secret}8`, pin: secret, level: 0.1234567 })],
    ["a pattern that is none", () => Vault.where({ owner: matches(`(${secret}`) }).all()],
    ["a refused value", () => Vault.create({ owner: "x".repeat(50), pin: `${secret}\0` })],
    ["a refused operand", async () => Vault.where({ level: secret as never })],
    ["a record that is not there", () => Vault.findByOrFail({ owner: `${secret}9` })],
  ];

  test.each(attempts)("%s shows no value, in no part of the error", async (_, work) => {
    let error: Error;
    try {
      await work();
      return;
    } catch (thrown) {
      error = thrown as Error;
    }
    // The source lines of a stack are this file's, where the values are called `secret`.
    expect(allOf(error)).not.toContain(secret);
    expect(allOf(error)).not.toMatch(/0\.1234567|125000000000000000|1\.25e\+?17/);
  });

  test("the values themselves are known to be refused", async () => {
    const refused = [0, 1, 2, 3, 4, 8, 9, 10];
    for (const i of refused) expect(await failure(() => attempts[i]?.[1]()), attempts[i]?.[0]).toBeInstanceOf(Error);
  });

  test("the first line of the stack that is not ours is the caller's", async () => {
    async function caller(work: () => Promise<unknown>): Promise<unknown> {
      return await work();
    }
    for (const [name, work] of attempts.slice(0, 4)) {
      const error = await failure(() => caller(work));
      expect(firstFrame(error), name).toMatch(/suite[\\/]errors\.[jt]s/);
      expect(error.stack, name).toMatch(/\bcaller\b/);
    }
    for (const work of [() => Vault.find(404), () => Vault.where({ owner: "x" }).findByOrFail({ pin: "y" })]) {
      const error = await failure(() => caller(work));
      expect(firstFrame(error)).toMatch(/suite[\\/]errors\.[jt]s/);
    }
  });

  test("so it is when many fail at once, and inside a transaction", async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => failure(async () => await Vault.create({ owner: secret, pin: "" }))),
    );
    for (const error of all) expect(firstFrame(error)).toMatch(/suite[\\/]errors\.[jt]s/);
    const inside = await failure(() =>
      suite.db.transaction(async () => await Vault.create({ owner: secret, pin: "" })),
    );
    expect(firstFrame(inside)).toMatch(/suite[\\/]errors\.[jt]s/);
  });

  test("events and logs have no values either", async () => {
    const { statements } = await countQueries(suite.db, async () => {
      for (const [, work] of attempts) await work().catch(() => undefined);
    });
    expect(inspect(statements, { depth: null, maxStringLength: null })).not.toContain(secret);
  });

  test("an error survives JSON with what a handler needs", async () => {
    const error = await failure(() => Vault.create({ owner: secret, pin: "" }));
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      code: "UNIQUE_VIOLATION",
      model: "Vault",
      fields: ["owner"],
    });
  });
}

/** The first frame of a stack outside of core, Node and the packages that are installed. */
function firstFrame({ stack = "" }: Error): string | undefined {
  const ours = /[\\/]core[\\/](src|dist)[\\/]|node:|[\\/]node_modules[\\/](?!@chakra-orm[\\/]testing)/;
  return stack.split("\n").find((line) => /^\s+at /.test(line) && !ours.test(line));
}
