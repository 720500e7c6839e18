import { expect, test } from "vitest";
import { field, Model, ModelDefinitionError, QueryError } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { recordingDatabase } from "../recording/database.js";

test.each([
  ["a name", "published"],
  ["a list", [{ published: true }]],
  ["null", null],
  ["a function", () => ({})],
  ["a scope that is a text", { published: "published = true" }],
  ["a scope that is nothing", { published: undefined }],
  ["a scope that is true", { published: true }],
])("%s is no default scopes", (_, given) => {
  class Post extends Model {
    id = field.id();
    published = field.boolean();
    static defaultScopes = given;
  }
  expect(() => metaOf(Post)).toThrow(ModelDefinitionError);
  expect(() => metaOf(Post)).toThrow(/efault ?scopes? .*Post|Post .*default scope/i);
});

test("a subclass has those of its base, or says its own", () => {
  abstract class Owned extends Model {
    static abstract = true;
    static defaultScopes: Record<string, object> = { owned: { owner: 1 } };
    id = field.id();
    owner = field.integer();
  }
  class Note extends Owned {}
  class Memo extends Owned {
    static override defaultScopes = { ...Owned.defaultScopes, long: { words: 1 } };
  }
  expect([...metaOf(Note).defaultScopes.keys()]).toEqual(["owned"]);
  expect([...metaOf(Memo).defaultScopes.keys()]).toEqual(["owned", "long"]);
});

test("a scope that is no condition says which it is, before any statement", async () => {
  class Task extends Model {
    id = field.id();
    done = field.boolean();
    static defaultScopes = { open: { doen: false } };
  }
  const { driver } = await recordingDatabase();
  const error = await Task.count().then(undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(QueryError);
  expect((error as Error).message).toBe(
    'The default scope "open" of Task is no condition: Task has no property "doen", named in a condition. Did you mean "done"?',
  );
  expect(driver.requests).toEqual([]);
  await Task.unscoped("open").count();
  expect(driver.requests).toHaveLength(1);
});
