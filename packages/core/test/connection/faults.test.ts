import { expect, test } from "vitest";
import { readFault } from "../../src/connection/faults.js";
import type { UniqueViolationError } from "../../src/errors/database.js";
import { field } from "../../src/fields/index.js";
import { Model } from "../../src/model/model.js";
import { oneToMany } from "../../src/model/relations.js";
import { metaOf } from "../../src/schema/registry.js";
import { recordingDialect } from "../recording/dialect.js";

class User extends Model {
  id = field.id();
  email = field.string(50, { unique: true });
}

const dialect = recordingDialect({
  readError: () => ({ kind: "unique", constraint: "uq_users_email", summary: "duplicate key" }),
});

test("a violation names the property of the model", () => {
  const error = readFault(dialect, new Error("driver"), { text: "insert", meta: metaOf(User) });
  expect(error).toMatchObject({ code: "UNIQUE_VIOLATION", fields: ["email"], model: "User" });
  expect(error.message).toBe(
    "User.email has already been taken: another row has the same value (constraint uq_users_email)",
  );
});

test("a relation that leads nowhere does not hide what the database said", () => {
  class Lost extends Model {
    id = field.id();
    email = field.string(50, { unique: true });
    others = oneToMany((() => undefined) as never, { backPopulates: "lost" });
  }
  const error = readFault(dialect, new Error("driver"), { text: "insert", meta: metaOf(Lost) });
  expect(error).toMatchObject({ code: "UNIQUE_VIOLATION", model: "Lost" });
});

test("a violation tells its issues, one for each property, or one about none", () => {
  const issuesOf = (meta: ReturnType<typeof metaOf>) =>
    (readFault(dialect, new Error("driver"), { meta }) as UniqueViolationError).issues;
  expect(issuesOf(metaOf(User))).toEqual([{ path: ["email"], rule: "unique", message: "has already been taken" }]);
  class Other extends Model {
    id = field.id();
  }
  expect(issuesOf(metaOf(Other))).toEqual([{ path: [], rule: "unique", message: "has already been taken" }]);
});

test("without a model, as at COMMIT, the database's own words are told", () => {
  const error = readFault(dialect, new Error("driver"), { text: "commit" });
  expect(error).toMatchObject({ code: "UNIQUE_VIOLATION", constraint: "uq_users_email" });
  expect(error.message).toBe("The database: duplicate key (constraint uq_users_email)");
});
