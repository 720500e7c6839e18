import {
  ChakraError,
  CheckViolationError,
  CommitUnknownError,
  ConnectionError,
  DeadlockError,
  type ErrorDetails,
  ExclusionViolationError,
  LockTimeoutError,
  NotNullViolationError,
  PoolTimeoutError,
  QueryTimeoutError,
  SerializationError,
} from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { beforeEach, expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp, makeDatabase, Post, User } from "./blog.js";

let app: FastifyInstance;

beforeEach(async () => {
  app = makeApp();
  await app.register(chakra, { database: await makeDatabase() });
});

/** What the app answers where a route does this. */
async function answerTo(work: () => unknown) {
  app.get("/", async () => work());
  const response = await app.inject("/");
  return { response, status: response.statusCode, body: response.json<Record<string, unknown>>() };
}

test("a missing record is a 404", async () => {
  const { response, status, body } = await answerTo(() => User.find(7));
  expect(status).toBe(404);
  expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(body).toEqual({ title: "There is no such record.", status: 404, code: "RECORD_NOT_FOUND" });
});

test("refused values are a 422 with every issue", async () => {
  const { status, body } = await answerTo(() => Post.create({ title: "x".repeat(51), authorId: "one" } as never));
  expect(status).toBe(422);
  expect(body).toEqual({
    title: "Some values are not valid.",
    status: 422,
    code: "VALIDATION",
    detail: expect.stringContaining("title may have 50 characters, not 51; authorId "),
    issues: [
      { path: ["title"], rule: "maxLength", message: "may have 50 characters, not 51" },
      { path: ["authorId"], rule: "type", message: expect.stringContaining("whole number") },
    ],
  });
});

test("a cursor of a client's own making is a 422", async () => {
  const { status, body } = await answerTo(() => Post.orderBy("title").cursor({ after: "AAAA" }));
  expect(status).toBe(422);
  expect(body).toMatchObject({ code: "VALIDATION", issues: [{ path: ["after"], rule: "cursor" }] });
});

test("a taken value is a 409 with its property", async () => {
  await User.create({ username: "alice" });
  const { status, body } = await answerTo(() => User.create({ username: "alice" }));
  expect(status).toBe(409);
  expect(body).toEqual({
    title: "This has already been taken.",
    status: 409,
    code: "UNIQUE_VIOLATION",
    detail: "username has already been taken",
    issues: [{ path: ["username"], rule: "unique", message: "has already been taken" }],
  });
});

test("a reference to nothing is a 409 with its property", async () => {
  const { status, body } = await answerTo(() => Post.create({ title: "Lost", authorId: 7 }));
  expect(status).toBe(409);
  expect(body).toMatchObject({
    code: "FOREIGN_KEY_VIOLATION",
    issues: [{ path: ["authorId"], rule: "foreignKey", message: "refers to a User that does not exist" }],
  });
});

test("a row that others refer to is a 409", async () => {
  const user = await User.create({ username: "alice" });
  await Post.create({ title: "First", authorId: user.id });
  const { status, body } = await answerTo(() => user.delete());
  expect(status).toBe(409);
  expect(body).toMatchObject({ code: "FOREIGN_KEY_VIOLATION", status: 409 });
});

test("a lost race is a 409", async () => {
  const user = await User.create({ username: "alice" });
  const mine = await Post.create({ title: "First", authorId: user.id });
  await (await Post.find(mine.id)).update({ title: "Theirs" });
  const { status, body } = await answerTo(() => mine.update({ title: "Mine" }));
  expect([status, body["code"]]).toEqual([409, "STALE_RECORD"]);
});

test.each([
  [
    NotNullViolationError,
    422,
    "NOT_NULL_VIOLATION",
    [{ path: ["bio"], rule: "required", message: "must not be null" }],
  ],
  [CheckViolationError, 422, "CHECK_VIOLATION", [{ path: ["bio"], rule: "check", message: "is not allowed" }]],
  [ExclusionViolationError, 409, "EXCLUSION_VIOLATION", undefined],
])("%o is a %d", async (Violation, status, code, issues) => {
  const { status: answered, body } = await answerTo(() => {
    throw new Violation("secret_constraint", { fields: ["bio"], constraint: "secret_constraint", issues });
  });
  expect([answered, body["code"], body["issues"]]).toEqual([status, code, issues]);
});

test.each([
  [SerializationError, "1"],
  [DeadlockError, "1"],
  [LockTimeoutError, "1"],
  [QueryTimeoutError, "1"],
  [PoolTimeoutError, "5"],
  [ConnectionError, "5"],
])("%o is a 503 that says when to try again", async (Outage, seconds) => {
  const { response, status, body } = await answerTo(() => {
    throw new Outage("The host db.internal did not answer");
  });
  expect(status).toBe(503);
  expect(response.headers["retry-after"]).toBe(seconds);
  expect(body).toEqual({
    title: "The database is busy. Try again.",
    status: 503,
    code: new Outage("").code,
    retryAfter: Number(seconds),
  });
});

test("a commit of which nobody knows is a 503 that does not ask for another try", async () => {
  const { response, status, body } = await answerTo(() => {
    throw new CommitUnknownError("The connection was lost");
  });
  expect([status, response.headers["retry-after"], body["code"]]).toEqual([503, undefined, "COMMIT_UNKNOWN"]);
});

test("a mistake of the program is a 500 that tells nothing", async () => {
  const { status, body } = await answerTo(() => User.findBy({ username: JSON.parse('{"ne":""}') as string }));
  expect(status).toBe(500);
  expect(body).toEqual({ title: "Something went wrong here.", status: 500, code: "QUERY" });
});

test("neither SQL nor constraints, values and stacks are in a body", async () => {
  const details: ErrorDetails = {
    model: "User",
    fields: ["username"],
    constraint: "secret_constraint",
    statement: "insert into secret_table",
    cause: new Error("Key (username)=(secret_value)"),
  };
  for (const code of ["UNIQUE_VIOLATION", "DATABASE", "CONNECTION", "VALUE"] as const) {
    app.get(`/${code}`, async () => {
      throw new ChakraError(code, "secret_message", details);
    });
  }
  for (const code of ["UNIQUE_VIOLATION", "DATABASE", "CONNECTION", "VALUE"]) {
    const { payload } = await app.inject(`/${code}`);
    expect(payload).toContain(code);
    expect(payload).not.toMatch(/secret|stack|\.ts/);
  }
});

test("other errors go to Fastify", async () => {
  const { status, body } = await answerTo(() => {
    throw Object.assign(new Error("Short and stout"), { statusCode: 418 });
  });
  expect(status).toBe(418);
  expect(body).toEqual({ statusCode: 418, error: "I'm a Teapot", message: "Short and stout" });
});

test("a refused request goes to Fastify", async () => {
  app.post("/", { schema: { body: { type: "object", required: ["title"] } } }, async () => "never");
  const response = await app.inject({ method: "POST", url: "/", payload: {} });
  expect(response.json()).toMatchObject({ statusCode: 400, code: "FST_ERR_VALIDATION" });
});
