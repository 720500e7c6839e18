import { describe, expect, test } from "vitest";
import { field, Model } from "../../src/index.js";
import type { ModelClass } from "../../src/schema/column-meta.js";
import { metaOf } from "../../src/schema/registry.js";
import { modelOf } from "../recording/model.js";
import { mistakeIn } from "./definition-error.js";

class Tag extends Model {
  name = field.string(50, { primaryKey: true });
  label = field.text();
  code = field.string(5, { unique: true, minLength: 5 });
}
class Pair extends Model {
  one = field.integer({ primaryKey: true });
  other = field.integer({ primaryKey: true });
}
class Keyless extends Model {
  name = field.text();
}

/** A model with one foreign key, made as plain JavaScript would: no compiler looks at the arguments. */
const referring = (...given: readonly unknown[]): ModelClass => {
  const builder = field.foreignKey as (...all: readonly unknown[]) => unknown;
  return modelOf("Post", { id: () => field.id(), tagId: () => builder(...given) });
};

describe("a foreign key refers", () => {
  test.each<[string, unknown[], string]>([
    [
      "to a model by a function, not by the class",
      [Tag],
      "since classes may refer to each other: field.foreignKey(() => User)",
    ],
    ["to a model, not to nothing", [], "takes a function that gives the model"],
    ["to a model, not to undefined", [() => undefined], "two files that import each other need the arrow"],
    ["to a model, not to another class", [() => Date], "Post.tagId refers to Date, which is no model"],
    ["to a model, not to a value", [() => 5], "Post.tagId refers to 5"],
    [
      "to a property that is there",
      [() => Tag, "nmae"],
      'Tag has no property "nmae", named in Post.tagId. Did you mean "name"?',
    ],
    ["to a property that is unique", [() => Tag, "label"], "Post.tagId refers to Tag.label, which is not unique"],
    ["to one key of several by its name", [() => Pair], "whose primary key is (one, other)"],
    ["to a model that has a key", [() => Keyless], "Keyless"],
    [
      "with a known action",
      [() => Tag, { onDelete: "destroy" }],
      'onDelete of field.foreignKey is one of cascade, restrict, set null, set default, no action, not "destroy"',
    ],
    ["with a known action on updates", [() => Tag, { onUpdate: true }], "onUpdate of field.foreignKey is one of"],
    [
      "with set null only where it is nullable",
      [() => Tag, { onDelete: "set null" }],
      '"set null" needs nullable: true',
    ],
    [
      "with set default only where there is one",
      [() => Tag, { onDelete: "set default" }],
      '"set default" needs a default',
    ],
    ["with options that it has", [() => Tag, { ondelete: "cascade" }], 'field.foreignKey has no option "ondelete"'],
    ["with a default of the target's type", [() => Tag, { default: 5 }], "The default of Post.tagId must be a string"],
  ])("%s", (_, given, why) => {
    const message = mistakeIn(referring(...given));
    expect(message).toContain("Post");
    expect(message).toContain(why);
  });

  test("to a model whose file is loaded", () => {
    const early = () => {
      throw new ReferenceError("Cannot access 'User' before initialization");
    };
    const message = mistakeIn(referring(early));
    expect(message).toContain(
      "Post.tagId cannot get the model it refers to: Cannot access 'User' before initialization",
    );
    expect(message).toContain("once every file with a model is loaded");
  });

  test("to no circle of keys, in which none has a type", () => {
    class One extends Model {
      key: unknown = field.foreignKey(() => Two as never, "key" as never, { primaryKey: true });
    }
    class Two extends Model {
      key: unknown = field.foreignKey(() => One as never, "key" as never, { primaryKey: true });
    }
    expect(mistakeIn(One)).toContain("One.key → Two.key → One.key refer to each other");
    class Own extends Model {
      key: unknown = field.foreignKey(() => Own as never, "key" as never, { primaryKey: true });
    }
    expect(mistakeIn(Own)).toContain("Own.key → Own.key refer to each other");
  });
});

describe("the type of a foreign key", () => {
  test("is that of its target, whose rules are not its own", () => {
    const { columns } = metaOf(referring(() => Tag, "code"));
    expect(columns[1]?.type).toMatchObject({ kind: "string", facets: { length: 5 }, rules: [] });
  });

  test("is that of its target's target, and is not numbered", () => {
    class Account extends Model {
      id = field.id();
    }
    class Profile extends Model {
      accountId = field.foreignKey(() => Account, { primaryKey: true });
    }
    const { columns } = metaOf(referring(() => Profile));
    expect(columns[1]).toMatchObject({ autoIncrement: false, type: { kind: "int64", facets: {} } });
    expect(metaOf(Profile).primaryKey[0]?.autoIncrement).toBe(false);
  });

  test("may be its own model's", () => {
    class Node extends Model {
      id = field.id();
      parentId = field.foreignKey(() => Node, { nullable: true, onDelete: "set null" });
    }
    expect(metaOf(Node).foreignKeys()).toMatchObject([
      { table: "nodes", columns: ["parent_id"], onDelete: "set null" },
    ]);
  });
});
