import { describe, expect, test } from "vitest";
import * as chakra from "../../src/index.js";
import { ChakraError, errorCodes, ValidationError } from "../../src/index.js";
import { nearest } from "../../src/naming/nearest.js";

type ErrorClass = new (message: string, details?: object) => ChakraError;

const bases = ["ChakraError", "ConstraintViolationError"];
/** Every error class that users can name, made with details. */
const classes = Object.entries(chakra).filter(
  ([name, value]) => name.endsWith("Error") && !bases.includes(name) && typeof value === "function",
) as unknown as [string, ErrorClass][];

const details = {
  model: "User",
  fields: ["email"],
  constraint: "uq_users_email",
  statement: "insert into users values ($1)",
  cause: new Error("from the driver"),
};
const make = (name: string, type: ErrorClass): ChakraError =>
  name === "ValidationError"
    ? new ValidationError("User", [{ path: ["email"], rule: "required", message: "is required" }])
    : new type("what happened", details);

describe("the table of codes", () => {
  test("names each class's code, and no other", () => {
    const codes = classes.map(([name, type]) => make(name, type).code);
    expect(codes.toSorted()).toEqual(Object.keys(errorCodes).toSorted());
  });

  test.each(Object.entries(errorCodes))("%s has a status, a meaning, and is a bug or not", (code, entry) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect([403, 404, 409, 412, 422, 499, 500, 503]).toContain(entry.status);
    expect(entry.meaning).toMatch(/^[A-Z].*\.$/);
    expect(entry.expected).toBe(entry.status !== 500);
  });
});

describe.each(classes)("%s", (name, type) => {
  const error = make(name, type);

  test("tells what it is", () => {
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(ChakraError);
    expect(ChakraError.is(error)).toBe(true);
    expect(error.name).toBe(name);
    expect(String(error)).toMatch(new RegExp(`^${name}: `));
    expect(error.status).toBe(errorCodes[error.code].status);
    expect(error.expected).toBe(errorCodes[error.code].expected);
    expect(error.model).toBe("User");
    expect(error.fields).toEqual(["email"]);
  });

  test("carries the driver's error and the constraint, where it has them", () => {
    if (name === "ValidationError") return expect(error.cause).toBeUndefined();
    expect(error.cause).toBe(details.cause);
    expect([error.constraint, error.statement]).toEqual([details.constraint, details.statement]);
  });

  test("has no details that it was not given", () => {
    if (name === "ValidationError") return;
    const bare = new type("what happened");
    const isViolation = bare instanceof chakra.ConstraintViolationError;
    expect(Object.keys(bare)).toEqual(isViolation ? ["code", "issues"] : ["code"]);
    if (isViolation) expect(bare.issues).toEqual([]);
    expect("cause" in bare).toBe(false);
  });
});

describe("the tree of errors", () => {
  test.each([
    "UniqueViolationError",
    "ForeignKeyViolationError",
    "NotNullViolationError",
    "CheckViolationError",
    "ExclusionViolationError",
    "SerializationError",
    "DeadlockError",
    "LockTimeoutError",
    "QueryTimeoutError",
    "PoolTimeoutError",
    "ConnectionError",
  ])("%s is the database's", (name) => {
    const type = Object.fromEntries(classes)[name] as ErrorClass;
    expect(new type("x")).toBeInstanceOf(chakra.DatabaseError);
    expect(new type("x") instanceof chakra.ConstraintViolationError).toBe(name.includes("Violation"));
  });
});

describe("ChakraError.is", () => {
  test.each<[string, unknown]>([
    ["an error of somebody else", new Error("x")],
    ["null", null],
    ["undefined", undefined],
    ["a string", "CONNECTION"],
    ["parsed JSON that imitates one", JSON.parse('{"code":"VALIDATION","@chakra-orm/error":true}')],
  ])("is false for %s", (_, value) => {
    expect(ChakraError.is(value)).toBe(false);
  });

  test("knows errors of another copy of the package, which instanceof does not", async () => {
    const other = (await import(`${new URL("../../src/errors/record.ts", import.meta.url).href}?copy`)) as {
      RecordNotFoundError: ErrorClass;
    };
    const foreign = new other.RecordNotFoundError("x");
    expect(other.RecordNotFoundError).not.toBe(chakra.RecordNotFoundError);
    expect(foreign instanceof chakra.RecordNotFoundError).toBe(false);
    expect(ChakraError.is(foreign)).toBe(true);
  });
});

describe("a suggestion", () => {
  const known = ["username", "email", "createdAt", "id"];

  test.each([
    ["usrname", ' Did you mean "username"?'],
    ["Email", ' Did you mean "email"?'],
    ["created_at", ' Did you mean "createdAt"?'],
    ["ids", ' Did you mean "id"?'],
    ["password", ""],
    ["", ""],
    ["x".repeat(10_000), ""],
  ])("for %.20s is%s", (wrong, hint) => {
    if (wrong === "") expect(nearest(wrong, ["username"])).toBe("");
    else expect(nearest(wrong, known)).toBe(hint);
  });

  test("of nothing is none", () => {
    expect(nearest("x", [])).toBe("");
  });
});
