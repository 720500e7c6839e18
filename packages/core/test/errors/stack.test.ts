import { describe, expect, test } from "vitest";
import { callerLine } from "../../src/errors/origin.js";
import { field, Model, RecordNotFoundError, UniqueViolationError } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

class User extends Model {
  id = field.id();
  email = field.string(50, { unique: true });
}

/** A piece of a user's program, several awaits deep. */
async function findUser(): Promise<User> {
  return await User.find(404);
}
async function handleRequest(): Promise<User> {
  await Promise.resolve();
  return await findUser();
}

describe("an error's stack names the line of the program", () => {
  test("that asked for a record which is not there", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([]);
    const error = await handleRequest().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RecordNotFoundError);
    expect((error as Error).stack).toMatch(/at (async )?findUser .*stack\.test\.ts/);
    expect((error as Error).stack).toMatch(/at (async )?handleRequest .*stack\.test\.ts/);
  });

  test("that saved what the database refused, and names no value", async () => {
    const fault = new Error("duplicate key: (email)=(s3cret@example.com)");
    const readError = () => ({ kind: "unique", constraint: "uq_users_email", summary: "duplicate key" }) as const;
    const { driver } = await recordingDatabase({}, { readError });
    driver.answer(fault);
    const error = await (async function saveUser() {
      return await User.create({ email: "s3cret@example.com" });
    })().catch((caught: unknown) => caught as UniqueViolationError);
    expect(error).toBeInstanceOf(UniqueViolationError);
    expect(error).toMatchObject({ model: "User", fields: ["email"], constraint: "uq_users_email", cause: fault });
    expect((error as Error).message).toBe(
      "User.email has already been taken: another row has the same value (constraint uq_users_email)",
    );
    expect((error as UniqueViolationError).statement).toContain("insert into");
    expect(JSON.stringify(error)).not.toContain("s3cret");
    expect((error as Error).stack).toMatch(/at (async )?saveUser .*stack\.test\.ts/);
  });

  test("without changing how deep other stacks are", async () => {
    const before = Error.stackTraceLimit;
    await recordingDatabase();
    await handleRequest().catch(() => undefined);
    callerLine();
    expect(Error.stackTraceLimit).toBe(before);
  });
});

describe("the line that led to a slow statement", () => {
  test("is the program's, not ours", () => {
    expect(callerLine()).toMatch(/stack\.test\.ts:\d+:\d+/);
  });

  test("is written to the log with its statement", async () => {
    const lines: { level: string; fields: Record<string, unknown>; message: string }[] = [];
    const write = (level: string) => (fields: object, message: string) =>
      void lines.push({ level, fields: fields as Record<string, unknown>, message });
    const log = { debug: write("debug"), warn: write("warn"), error: write("error") };
    const { driver } = await recordingDatabase({ log, slowQueryMs: 0 });
    driver.answer([]);
    await (async function listUsers() {
      return await User.all();
    })();
    const [line] = lines;
    expect(line).toMatchObject({
      level: "warn",
      message: "slow statement",
      fields: { operation: "select", model: "User" },
    });
    expect(line?.fields["caller"]).toMatch(/listUsers .*stack\.test\.ts/);
  });
});
