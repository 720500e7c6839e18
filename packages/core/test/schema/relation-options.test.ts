import { describe, expect, test } from "vitest";
import { field, Model } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { modelOf } from "../recording/model.js";
import { build, foreignKey, mistakeBetween, relatedModels } from "./related-models.js";

type Kind = keyof typeof build;

class Tag extends Model {
  id = field.id();
  name = field.string(50);
}

/** The mistake in `Post.tags`, declared with these arguments. */
const mistakeOf = (kind: Kind, ...given: readonly unknown[]): string =>
  mistakeBetween(() => ({ Post: { tags: () => build[kind](...given) } }));

const kinds = Object.keys(build) as Kind[];

describe.each(kinds)("%s", (kind) => {
  test.each<[string, unknown[], string]>([
    ["a class instead of a function", [Tag], `${kind}(() => Post)`],
    ["nothing", [], `${kind}(() => Post)`],
    ["a name", ["Tag"], `${kind}(() => Post)`],
    ["options instead of a model", [{ backPopulates: "post" }], `${kind}(() => Post)`],
    ["something after its options", [() => Tag, {}, {}], "takes a model and one object of options"],
    ["text for options", [() => Tag, "post"], "takes an object of options, not a string"],
    ["null for options", [() => Tag, null], "takes an object of options, not null"],
    ["a list for options", [() => Tag, ["post"]], "takes an object of options, not an array"],
    ["a misspelt option", [() => Tag, { backPopulate: "post" }], 'Did you mean "backPopulates"?'],
    [
      "an option of another ORM",
      [() => Tag, { cascade: true }],
      `${kind} has no option "cascade". It has backPopulates,`,
    ],
    ["a key that is not in JSON's gift", [() => Tag, JSON.parse('{"__proto__": 1}')], 'has no option "__proto__"'],
    ["true for a name", [() => Tag, { backPopulates: true }], `backPopulates of ${kind} is a name, not a boolean`],
    ["an empty name", [() => Tag, { backPopulates: "" }], "is a name, not an empty text"],
    [
      "a number for a key",
      [() => Tag, { foreignKey: 5 }],
      "the name of a property, or a list of names, not a whole number",
    ],
    ["an empty list for a key", [() => Tag, { foreignKey: [] }], "or a list of names, not an array"],
    ["a list of other things for a key", [() => Tag, { foreignKey: ["a", 1] }], "or a list of names, not an array"],
    ["a class to go through", [() => Tag, { through: Tag }], "() => Membership, not the class Tag"],
    ["a number to go through", [() => Tag, { through: 5 }], "() => Membership, not a whole number"],
  ])("refuses %s", (_, given, why) => {
    const message = mistakeOf(kind, ...given);
    expect(message).toContain("The class body of Post cannot be read, at what follows Post.id: ");
    expect(message).toContain(kind);
    expect(message).toContain(why);
  });

  test("takes undefined for an option as if it were not stated", () => {
    const Post = modelOf("Post", {
      id: () => field.id(),
      tags: () => build[kind](() => Tag, { backPopulates: undefined, foreignKey: undefined }),
    });
    expect(metaOf(Post).relations.get("tags")?.settings).toEqual({});
  });

  test.each<[string, unknown, string]>([
    ["undefined, as before an import is done", undefined, "leads to undefined."],
    ["null", null, "leads to null."],
    ["a class that is no model", Date, "leads to Date, which is no model."],
    ["a record", new Tag(), "leads to an object."],
    ["a name", "Tag", 'leads to "Tag".'],
    ["no model at all", [], `names no model: ${kind}(() => [Post, Photo]).`],
    ["undefined among models", [Tag, undefined], "leads to undefined."],
    ["the base of all models", Model, "leads to Model, which is the base of all models and has no table."],
  ])("leads to a model, not to %s", (_, target, why) => {
    const message = mistakeOf(kind, () => target);
    expect(message).toContain(`Post.tags ${why}`);
    if (target === undefined) expect(message).toContain("two files that import each other need the arrow");
  });

  test("leads to no abstract model", () => {
    abstract class Stamped extends Model {
      static readonly abstract = true;
      id = field.id();
    }
    expect(mistakeOf(kind, () => Stamped)).toBe(
      "Post.tags leads to Stamped, which is abstract and has no table. Name a model with rows of its own.",
    );
  });

  test("leads to a model whose file is loaded", () => {
    const message = mistakeOf(kind, () => {
      throw new ReferenceError("Cannot access 'Tag' before initialization");
    });
    expect(message).toBe(
      "Post.tags cannot get the model it leads to: Cannot access 'Tag' before initialization. Models are first used, or given to connect, once every file with a model is loaded.",
    );
  });
});

describe("an option", () => {
  test.each<[string, Kind[]]>([
    ["otherKey", ["manyToMany"]],
    ["nullable", ["manyToOne", "oneToOne"]],
    ["source", ["manyToOne", "oneToOne", "oneToMany"]],
    ["typeField", ["manyToOne"]],
    ["latestBy", ["oneToOne"]],
    ["counterCache", ["manyToOne"]],
    ["touch", ["manyToOne", "oneToOne"]],
  ])("%s belongs to its kinds", (option, owners) => {
    const refusing = kinds.filter((kind) => mistakeOf(kind, () => Tag, { [option]: 5 }).includes("has no option"));
    expect(refusing).toEqual(kinds.filter((kind) => !owners.includes(kind)));
  });

  test.each<[string, Kind, string]>([
    ["nullable", "manyToOne", "true or false"],
    ["touch", "oneToOne", "true or false"],
    ["counterCache", "manyToOne", "true or a name"],
    ["latestBy", "oneToOne", "a name"],
    ["typeField", "manyToOne", "a name"],
    ["source", "oneToMany", "a name"],
    ["otherKey", "manyToMany", "the name of a property, or a list of names"],
  ])("%s is of its type", (option, kind, what) => {
    expect(mistakeOf(kind, () => Tag, { [option]: 5 })).toContain(
      `${option} of ${kind} is ${what}, not a whole number`,
    );
  });
});

describe("a relation's property", () => {
  test.each(["save", "delete", "toJSON", "reload", "then", "constructor", "$isNew"])(
    "named %s would hide what models have",
    (name) => {
      const message = mistakeBetween(() => ({ Post: { [name]: () => build.oneToMany(() => Tag) } }));
      expect(message).toContain(`Post.${name} hides what models have under that name`);
      expect(message).toContain("Rename the property");
    },
  );

  test("is not static", () => {
    class Post extends Model {
      static tags = build.manyToMany(() => Tag);
      id = field.id();
    }
    expect(() => metaOf(Post)).toThrow("Post.tags is static, so it is no relation. Leave the word static out.");
  });

  test("is not private", () => {
    class Post extends Model {
      id = field.id();
      // biome-ignore lint/correctness/noUnusedPrivateClassMembers: the mistake that is tried
      readonly #tags = build.manyToMany(() => Tag);
    }
    expect(() => metaOf(Post)).toThrow("A manyToMany(…) of Post is the value of no public property");
  });

  test("calls its builder itself", () => {
    const shared = build.manyToMany(() => Tag);
    expect(mistakeBetween(() => ({ Post: { tags: () => shared } }))).toContain(
      "Post.tags shares its relation with something else. Each property calls its builder itself: tags = manyToMany(…)",
    );
  });

  test("is no column as well", () => {
    const twice = () => ({ author: () => [foreignKey(() => Tag), build.manyToOne(() => Tag)][1] });
    expect(mistakeBetween(() => ({ Post: twice() }))).toContain(
      "A field.foreignKey(…) of Post is the value of no public property: fields and relations cannot be private, inside an accessor, an object or an async function, or declared twice.",
    );
  });

  test("may be anew in a subclass of an abstract base, which shares its relations", () => {
    const { Post } = relatedModels((all) => ({
      User: {},
      Post: { authorId: () => foreignKey(() => all["User"]), author: () => build.manyToOne(() => all["User"]) },
    }));
    abstract class Owned extends Model {
      static readonly abstract = true;
      id = field.id();
      postId = foreignKey(() => Post);
      post = build.manyToOne(() => Post);
    }
    class Note extends Owned {
      override post = build.manyToOne(() => Post, { nullable: true });
    }
    class Mark extends Owned {}
    expect([Note, Mark].map((model) => metaOf(model).relations.get("post")?.nullable)).toEqual([true, false]);
    expect([Note, Mark].map((model) => metaOf(model).relations.get("post")?.model)).toEqual(["Note", "Mark"]);
  });
});
