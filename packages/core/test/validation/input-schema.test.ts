import type { StandardSchemaV1 } from "@standard-schema/spec";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { field, Model, manyToOne, oneToMany, sql, type ValidationIssue, type Validations } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

class Account extends Model {
  id = field.id();
  email = field.string(40, { format: "email", normalize: (value) => value.trim().toLowerCase() });
  age = field.integer({ nullable: true, min: 18 });
  fee = field.decimal(6, 2, { default: "1.00" });
  since = field.dateTime({ nullable: true });
  ends = field.dateTime({ nullable: true });
  settings = field.json<unknown>({
    default: {},
    validate: z.object({ tags: z.array(z.string()).optional() }) as never,
  });
  passwordHash = field.text({ hidden: true });
  isAdmin = field.boolean({ default: false, readonly: true });
  upper = field.generated(sql`upper(${sql.column("email")})`, field.text());
  createdAt = field.createdAt();
  deletedAt = field.deletedAt();
  version = field.version();

  logins = oneToMany(() => Login, { backPopulates: "account" });

  static validations = {
    inOrder: (account: Account) =>
      account.since === null ||
      account.ends === null ||
      account.since < account.ends || { path: "ends", message: "no" },
    noSecret: (account: Account) => account.passwordHash !== account.email,
  } satisfies Validations<Account>;
}

class Login extends Model {
  id = field.id();
  accountId = field.foreignKey(() => Account);
  account = manyToOne(() => Account, { backPopulates: "logins" });
}

/** As any library does that takes schemas. */
async function validate(schema: StandardSchemaV1, input: unknown): Promise<StandardSchemaV1.Result<unknown>> {
  return schema["~standard"].validate(input);
}
const rulesOf = ({ issues = [] }: StandardSchemaV1.Result<unknown>) =>
  (issues as readonly ValidationIssue[]).map(({ path, rule }) => `${path.join(".")} ${rule}`);

describe("a model is a Standard Schema", () => {
  test("that gives the attributes of a new record, in their normal forms and in an object of its own", async () => {
    const input = Object.freeze({ email: " A@B.c ", fee: "01.5", age: undefined });
    const result = await validate(Account, input);
    expect(result).toEqual({ value: { email: "a@b.c", fee: "1.50" } });
    expect(Account["~standard"]).toMatchObject({ version: 1, vendor: "chakra-orm" });
    await recordingDatabase();
    const { value } = (await Account["~standard"].validate(input)) as StandardSchemaV1.SuccessResult<never>;
    expect(new Account(value).email).toBe("a@b.c");
  });

  test("that tells all issues at once, on their paths, and needs no database", async () => {
    const result = await validate(Account, { age: 3, fee: 1, settings: { tags: ["a", 1] }, nme: "x", email: "@" });
    expect(rulesOf(result)).toEqual(["nme unknown", "email format", "age min", "fee type", "settings.tags.1 custom"]);
    expect(rulesOf(await validate(Account, {}))).toEqual(["email required"]);
  });

  test("whose rules about several properties are asked too, as far as their values are there", async () => {
    const [early, later] = [new Date(1), new Date(2)];
    const email = "a@b.c";
    expect(rulesOf(await validate(Account, { email, since: later, ends: early }))).toEqual(["ends inOrder"]);
    expect(rulesOf(await validate(Account, { email, since: later, ends: "x" }))).toEqual(["ends type"]);
    expect(rulesOf(await validate(Account, { email, since: early, ends: later }))).toEqual([]);
  });

  test("also as a part of one of Zod's", async () => {
    const account = z.unknown().superRefine(async (value, context) => {
      for (const issue of (await validate(Account, value)).issues ?? []) {
        context.addIssue({ code: "custom", message: issue.message, path: issue.path as string[] });
      }
    });
    const result = await z.object({ account }).safeParseAsync({ account: { email: "nowhere" } });
    expect(result.error?.issues).toMatchObject([{ path: ["account", "email"], message: "must be an e-mail address" }]);
  });

  test("and may be the rule of a JSON field", async () => {
    class Holder extends Model {
      id = field.id();
      account = field.json<unknown>({ validate: Account as never });
    }
    await recordingDatabase();
    await expect(Holder.create({ account: { email: "nowhere" } })).rejects.toMatchObject({
      issues: [{ path: ["account", "email"], rule: "custom" }],
    });
  });
});

describe("what nobody may set from outside", () => {
  const email = "a@b.c";
  test.each([
    ["id", "readonly", 1],
    ["isAdmin", "readonly", true],
    ["upper", "readonly", "A@B.C"],
    ["createdAt", "readonly", new Date()],
    ["deletedAt", "readonly", new Date()],
    ["version", "readonly", 7],
    ["passwordHash", "unknown", "x"],
    ["logins", "unknown", [{}]],
    ["$isNew", "unknown", false],
    ["save", "unknown", 1],
    ["constructor", "unknown", { prototype: { polluted: 1 } }],
    ["prototype", "unknown", {}],
    ["toString", "unknown", "x"],
    ["hasOwnProperty", "unknown", "x"],
    ["__proto__", "unknown", { polluted: 1, isAdmin: true }],
    ["__defineGetter__", "unknown", 1],
  ])("%s is refused as %s", async (name, rule, given) => {
    const input = JSON.parse(JSON.stringify({ email, name: given }).replace('"name"', JSON.stringify(name)));
    for (const schema of [Account, Account.inputSchema("create"), Account.inputSchema("update")]) {
      const result = await validate(schema, input);
      expect(rulesOf(result)).toEqual([`${name} ${rule}`]);
      expect("value" in result).toBe(false);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("inherited properties are not given", async () => {
    const input = Object.create({ isAdmin: true, passwordHash: "x", age: 3 }) as object;
    expect(await validate(Account, Object.assign(input, { email }))).toEqual({ value: { email } });
  });

  test.each([null, undefined, 1, "email=a", [], [{ email }], new Map(), new Date(), () => ({ email })])(
    "%o holds no attributes",
    async (input) => {
      expect(rulesOf(await validate(Account, input))).toEqual([" type"]);
    },
  );

  test("whatever JSON comes in, nothing but open columns goes out", async () => {
    const open = ["email", "age", "fee", "since", "ends", "settings"];
    const names = fc.constantFrom(...open, "id", "isAdmin", "passwordHash", "__proto__", "constructor", "x");
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, fc.jsonValue()), async (input) => {
        const result = await validate(Account.inputSchema("update"), JSON.parse(JSON.stringify(input)));
        if ("value" in result) expect(open).toEqual(expect.arrayContaining(Object.keys(result.value as object)));
        else expect(result.issues?.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("a schema of some columns", () => {
  test("takes them alone, hidden ones too where they are named", async () => {
    const schema = Account.inputSchema("create", { only: ["email", "passwordHash"] });
    const value = { email: "a@b.c", passwordHash: "h" };
    expect(await validate(schema, value)).toEqual({ value });
    expect(rulesOf(await validate(schema, { ...value, age: 20 }))).toEqual(["age unknown"]);
    expect(rulesOf(await validate(schema, { email: "a@b.c", passwordHash: "a@b.c" }))).toEqual([" noSecret"]);
  });

  test("of a change requires none, and asks no rule about several", async () => {
    const schema = Account.inputSchema("update", { only: ["since", "ends"] });
    expect(await validate(schema, {})).toEqual({ value: {} });
    expect(await validate(schema, { ends: null })).toEqual({ value: { ends: null } });
  });

  test.each([
    ["isAdmin", "create", 'cannot be part of a schema for "create": it is readonly'],
    ["id", "create", "it is numbered by the database"],
    ["upper", "update", "it is computed by the database"],
    ["logins", "create", "it is no column"],
    ["emial", "update", 'it is no column. Did you mean "email"?'],
  ])("cannot name %s to %s", async (name, purpose, message) => {
    const options = { only: [name as "email"] };
    expect(() => Account.jsonSchema(purpose as "create", options)).toThrow(message);
    await expect(validate(Account.inputSchema(purpose as "create", options), {})).rejects.toThrow(message);
  });
});
