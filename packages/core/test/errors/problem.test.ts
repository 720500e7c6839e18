import { describe, expect, test } from "vitest";
import {
  ChakraError,
  type ErrorCode,
  type ErrorCodeName,
  errorCodes,
  ForeignKeyViolationError,
  fieldErrors,
  type Problem,
  problemOf,
  RecordNotFoundError,
  UniqueViolationError,
  ValidationError,
} from "../../src/index.js";

const secrets = {
  model: "User",
  fields: ["email"],
  constraint: "secret_constraint",
  statement: "insert into secret_table",
  cause: new Error("Key (email)=(secret_value)"),
};
const codes = Object.entries(errorCodes) as [ErrorCodeName, ErrorCode][];

function problem(error: unknown): Problem {
  const found = problemOf(error);
  if (found === undefined) throw new Error("no problem");
  return found;
}

describe("problemOf", () => {
  test.each(codes)("%s has its status and a title, and tells nothing from inside", (code, { status, retryAfter }) => {
    const found = problem(new ChakraError(code, "secret_message", secrets));
    expect(found).toMatchObject({ status, code, title: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(found.retryAfter).toBe(retryAfter);
    expect(JSON.stringify(found)).not.toMatch(/secret|stack|\.ts/);
  });

  test("says when to try again where that makes sense, and nowhere else", () => {
    const again = codes.filter(([code]) => problem(new ChakraError(code, "")).retryAfter !== undefined);
    const known = codes.filter(([code, { status }]) => status === 503 && code !== "COMMIT_UNKNOWN");
    expect(again).toEqual(known);
    expect(problem(new ChakraError("COMMIT_UNKNOWN", "")).title).toMatch(/not known whether .* Look before/);
  });

  test("tells what is wrong with which property, in parts and in one text", () => {
    const issues = [
      { path: ["title"], rule: "maxLength", message: "may have 50 characters, not 51" },
      { path: ["comments", 0, "body"], rule: "required", message: "is required" },
      { path: [Symbol.iterator], rule: "type", message: "is odd" },
      { path: [], rule: "closed", message: "A closed post has no comments" },
    ];
    const found = problem(new ValidationError("Post", issues));
    expect(found.issues).toEqual([
      issues[0],
      issues[1],
      { ...issues[2], path: ["Symbol(Symbol.iterator)"] },
      issues[3],
    ]);
    expect(found.detail).toBe(
      "title may have 50 characters, not 51; comments.0.body is required; Symbol(Symbol.iterator) is odd; A closed post has no comments",
    );
    expect(fieldErrors(found).errors["base"]).toEqual(["A closed post has no comments"]);
  });

  test("tells nothing of rows that others have written", () => {
    const issues = [{ path: [], rule: "foreignKey", message: "is referred to by a Comment" }];
    expect(problem(new ForeignKeyViolationError("secret", { ...secrets, issues }))).not.toHaveProperty("issues");
  });

  test("has neither detail nor issues where nothing more is known", () => {
    expect(problem(new UniqueViolationError("secret", secrets))).toEqual({
      title: "This has already been taken.",
      status: 409,
      code: "UNIQUE_VIOLATION",
    });
  });

  test("names the kind of problem and the occurrence where they have a place", () => {
    const options = { types: "https://example.com/problems/", instance: "/requests/req-1" };
    expect(problemOf(new RecordNotFoundError("none"), options)).toEqual({
      type: "https://example.com/problems/record-not-found",
      title: "There is no such record.",
      status: 404,
      instance: "/requests/req-1",
      code: "RECORD_NOT_FOUND",
    });
    expect(() => problemOf(new Error("no"), { types: 7 as never })).toThrow("types of a problem are a text");
  });

  test.each([undefined, null, "text", new Error("other"), { code: "VALIDATION" }])("knows nothing of %s", (error) => {
    expect(problemOf(error)).toBeUndefined();
  });
});

describe("fieldErrors", () => {
  const of = (error: ChakraError) => fieldErrors(problem(error), error).errors;

  test("collects messages by property, whatever that is called", () => {
    const issue = (path: string[], message: string) => ({ path, rule: "rule", message });
    const issues = [
      issue(["email"], "is odd"),
      issue(["address", "zip"], "is required"),
      issue(["email"], "is short"),
      issue(["__proto__"], "is unknown"),
    ];
    const errors = of(new ValidationError("User", issues));
    expect(Object.entries(errors)).toEqual([
      ["email", ["is odd", "is short"]],
      ["address.zip", ["is required"]],
      ["__proto__", ["is unknown"]],
    ]);
  });

  test("tells of a missing record by its model, and of what is about no property at base", () => {
    const missing = new RecordNotFoundError("none", { model: "BlogPost" });
    expect(of(missing)).toEqual({ blogPost: ["not found"] });
    expect(fieldErrors(problem(missing))).toEqual({ errors: { record: ["not found"] } });
    expect(of(new ChakraError("CONNECTION", "secret"))).toEqual({ base: ["The database is busy. Try again."] });
  });
});
