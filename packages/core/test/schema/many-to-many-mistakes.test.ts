import { describe, expect, test } from "vitest";
import { field } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { recordingDatabase } from "../recording/database.js";
import { modelOf } from "../recording/model.js";
import { type Body, build, foreignKey, linkAll, type Models, mistakeBetween, relatedModels } from "./related-models.js";

const { manyToOne, manyToMany } = build;

/** Posts and tags, each with these options beside the name of the other side. */
const tagged =
  (ofPost: object, ofTag: object | undefined, more: (m: Models) => Record<string, Body> = () => ({})) =>
  (m: Models) => ({
    Post: { tags: () => manyToMany(() => m["Tag"], { backPopulates: "posts", ...ofPost }) },
    Tag: ofTag === undefined ? {} : { posts: () => manyToMany(() => m["Post"], { backPopulates: "tags", ...ofTag }) },
    ...more(m),
  });
const alone = { backPopulates: undefined };

describe("the join table of a many-to-many", () => {
  test.each(["Post", "Tag"])("is one for both sides, linked from %s", (first) => {
    const models = relatedModels(tagged({}, {}));
    linkAll({ [first]: models[first] } as Models);
    linkAll(models);
    const join = (model: string, name: string) =>
      metaOf(models[model] as never)
        .relations.get(name)
        ?.link().join?.meta;
    expect(join("Post", "tags")).toBe(join("Tag", "posts"));
    expect(join("Post", "tags")).toMatchObject({ table: "posts_tags" });
    expect(join("Post", "tags")?.primaryKey.map(({ name }) => name)).toEqual(["post_id", "tag_id"]);
  });

  test("is the same whichever side is used first, also of models that are named in other ways", () => {
    const tables = ["Post", "Tag"].map((first) => {
      const upper = { table: (name: string) => `${name}S`, column: (property: string) => property.toUpperCase() };
      const models = relatedModels((m) => {
        const { Post, Tag } = tagged({}, {})(m);
        return {
          Post: { ...Post, statics: { naming: upper } },
          Tag: { ...Tag, statics: { table: { schema: "tags" } } },
        };
      });
      linkAll({ [first]: models[first] } as Models);
      const [relation] = metaOf(models[first] as never).relations.values();
      const join = relation?.link().join?.meta;
      return [join?.name, join?.schema, join?.table, join?.columns.map(({ name }) => name), join?.connection];
    });
    expect(tables[0]).toEqual(tables[1]);
  });

  test("has one name", () => {
    expect(mistakeBetween(tagged({ through: "a" }, { through: "b" }))).toBe(
      "Post.tags and Tag.posts disagree: the one goes through a, the other through b.",
    );
    linkAll(relatedModels(tagged({ through: "a" }, {})));
    linkAll(relatedModels(tagged({}, { through: "b" })));
    linkAll(relatedModels(tagged({ through: "c" }, { through: "c" })));
  });

  test("is known to both sides", () => {
    expect(mistakeBetween(tagged({ through: "a" }, alone), "Post")).toBe(
      'Post.tags says that its other side is Tag.posts, which does not say so: it would have a join table of its own. Say { backPopulates: "tags" } there.',
    );
  });

  test("is of the same columns on both sides", () => {
    const models = tagged({ ...alone, through: "marks", foreignKey: "paperId" }, { ...alone, through: "marks" });
    expect(mistakeBetween(models)).toBe(
      "Tag.posts and Post.tags disagree about the table marks: the one has tagId, postId, the other paperId, tagId. If they are two sides of one relation, say backPopulates on both; if not, give them two tables.",
    );
  });

  test("has as many columns as the keys of its sides", () => {
    expect(mistakeBetween(tagged({ foreignKey: ["postId", "part"] }, {}))).toBe(
      "Post.tags names 2 columns in foreignKey, but the primary key of Post has 1.",
    );
    expect(mistakeBetween(tagged({ otherKey: ["tagId", "part"] }, {}))).toBe(
      "Post.tags names 2 columns in otherKey, but the primary key of Tag has 1.",
    );
    expect(mistakeBetween(tagged({}, { foreignKey: ["tagId", "part"] }))).toContain(
      "Post.tags names 2 columns in otherKey, but the primary key of Tag has 1.",
    );
  });

  test.each([
    ["no names", {}],
    ["one name for both", { foreignKey: "userId", otherKey: "userId" }],
  ])("of a model with itself has a name for each side, not %s", (_, options) => {
    const models = (m: Models) => ({ User: { follows: () => manyToMany(() => m["User"], options) } });
    expect(mistakeBetween(models)).toBe(
      'User.follows joins User with itself, so its table needs a name for each side: { foreignKey: "followerId", otherKey: "followedId" }.',
    );
  });

  test("takes no columns' names from a minifier", () => {
    const [a, b] = [
      modelOf("a", { id: () => field.id(), tags: () => manyToMany(() => b) }, { table: "posts" }),
      modelOf("Tag", { id: () => field.id() }),
    ];
    expect(() => linkAll({ a })).toThrow(
      'a.tags joins classes of which one is named "a", which looks like a minifier\'s, and a column must not be called after that. State both columns: { foreignKey: "postId", otherKey: "tagId" }.',
    );
    const stated = { foreignKey: "postId", otherKey: "tagId" };
    const c = modelOf("c", { id: () => field.id(), tags: () => manyToMany(() => b, stated) }, { table: "posts" });
    linkAll({ c });
    expect(metaOf(c).relations.get("tags")?.link().join?.meta.table).toBe("posts_tags");
  });

  test("is not made beside a model's of the same name", async () => {
    const models = relatedModels((m) => ({
      ...tagged({ through: "taggings" }, {})(m),
      Tagging: { postId: () => foreignKey(() => m["Post"]), tagId: () => foreignKey(() => m["Tag"]) },
    }));
    const { db, driver } = await recordingDatabase();
    const work = db.createTables({ models: Object.values(models) as never });
    await expect(work).rejects.toThrow("both make the table taggings");
    await expect(work).rejects.toThrow("{ through: () => Tagging }");
    expect(driver.executed).toEqual([]);
  });
});

describe("the join model of a many-to-many", () => {
  const body = (m: Models): Record<string, () => unknown> => ({
    postId: () => foreignKey(() => m["Post"]),
    tagId: () => foreignKey(() => m["Tag"]),
  });
  /** Posts and tags joined by `Tagging`, with what a test states anew. */
  const joined =
    (options: object, own: (m: Models) => Body = () => ({})) =>
    (m: Models) =>
      tagged({ ...alone, through: () => m["Tagging"], ...options }, undefined, () => ({
        Tagging: { ...body(m), ...own(m) },
      }))(m);

  test("is a model", () => {
    linkAll(relatedModels(joined({})));
    for (const through of [() => undefined, () => Date, () => "taggings"]) {
      expect(mistakeBetween(joined({ through }))).toBe(
        "Post.tags goes through something that is no model: { through: () => Membership }, or a table's name.",
      );
    }
  });

  test("is a model whose file is loaded", () => {
    const through = () => {
      throw new ReferenceError("Cannot access 'Tagging' before initialization");
    };
    expect(mistakeBetween(joined({ through }))).toBe(
      "Post.tags cannot get the model that it goes through: Cannot access 'Tagging' before initialization. Models are first used, or given to connect, once every file with a model is loaded.",
    );
  });

  test("refers to both sides", () => {
    expect(mistakeBetween(joined({}, () => ({ postId: undefined })))).toBe(
      "Post.tags goes through Tagging, which has no foreign key to Post. Add it to Tagging, such as postId = field.foreignKey(() => Post).",
    );
    expect(mistakeBetween(joined({}, () => ({ tagId: undefined })))).toBe(
      "Post.tags goes through Tagging, which has no foreign key to Tag. Add it to Tagging, such as tagId = field.foreignKey(() => Tag).",
    );
  });

  test("refers to each side once, or it is said by which key", () => {
    const twice = (m: Models) => ({ oldTagId: () => foreignKey(() => m["Tag"]) });
    expect(mistakeBetween(joined({}, twice))).toBe(
      'Post.tags goes through Tagging, which refers to Tag more than once: tagId, oldTagId. Say which is which: otherKey is missing, as in { otherKey: "tagId" }.',
    );
    linkAll(relatedModels(joined({ otherKey: "tagId" }, twice)));
    expect(mistakeBetween(joined({ otherKey: "newTagId" }, twice))).toContain(
      "Post.tags goes by Tagging.newTagId, which does not exist.",
    );
  });

  test("is referred to by keys of the right types", () => {
    const labelled = () => ({ label: () => field.string(20) });
    expect(mistakeBetween(joined({ otherKey: "label" }, labelled))).toContain(
      "Post.tags joins Tagging (label: string) with Tag (id: id), which are not of the same types.",
    );
  });

  test("has a key for each side", () => {
    expect(mistakeBetween(joined({ foreignKey: "postId", otherKey: "postId" }))).toBe(
      "Post.tags uses one key of Tagging for both sides, postId. Name the one to Post in foreignKey, and the one to Tag in otherKey.",
    );
  });

  test("of a model with itself has two keys, and says which is which", () => {
    const follows =
      (options: object, ...keys: string[]) =>
      (m: Models) => ({
        User: { follows: () => manyToMany(() => m["User"], { through: () => m["Follow"], ...options }) },
        Follow: Object.fromEntries(keys.map((key) => [key, () => foreignKey(() => m["User"])])),
      });
    expect(mistakeBetween(follows({}, "followerId", "followedId"))).toBe(
      'User.follows goes through Follow, which refers to User more than once: followerId, followedId. Say which is which: foreignKey is missing, as in { foreignKey: "followerId" }.',
    );
    linkAll(relatedModels(follows({ foreignKey: "followerId" }, "followerId", "followedId")));
    expect(mistakeBetween(follows({ foreignKey: "userId" }, "userId"))).toBe(
      "User.follows goes through Follow, which has no second foreign key to User. Add it to Follow, such as otherUserId = field.foreignKey(() => User).",
    );
  });

  const model = (m: Models) => ({ Tagging: body(m), Marking: body(m) });
  const disagreeing = (ofPost: (m: Models) => object, ofTag: (m: Models) => object) => (m: Models) =>
    tagged(ofPost(m), ofTag(m), model)(m);

  test.each<[string, (m: Models) => object, (m: Models) => object, string]>([
    [
      "another model",
      (m) => ({ through: () => m["Tagging"] }),
      (m) => ({ through: () => m["Marking"] }),
      "Post.tags and Tag.posts disagree: the one goes through Tagging, the other through Marking. Say { through: () => Tagging } on both.",
    ],
    [
      "nothing",
      (m) => ({ through: () => m["Tagging"] }),
      () => ({}),
      "Post.tags and Tag.posts disagree: the one goes through Tagging, the other through no model. Say { through: () => Tagging } on both.",
    ],
    [
      "a table",
      (m) => ({ through: () => m["Tagging"] }),
      () => ({ through: "taggings" }),
      "Post.tags and Tag.posts disagree: the one goes through Tagging, the other through a table of its own. Say { through: () => Tagging } on both.",
    ],
    [
      "a model, where this side says nothing",
      () => ({}),
      (m) => ({ through: () => m["Tagging"] }),
      "Post.tags and Tag.posts disagree: that one goes through a model, this one does not. Say the same through on both.",
    ],
    [
      "a model, where this side names a table",
      () => ({ through: "taggings" }),
      (m) => ({ through: () => m["Tagging"] }),
      "Post.tags and Tag.posts disagree: the one goes through taggings, the other through a model.",
    ],
  ])("is the same on both sides: the other goes through %s", (_, ofPost, ofTag, message) => {
    expect(mistakeBetween(disagreeing(ofPost, ofTag))).toBe(message);
  });

  test("may have relations of its own to both sides", () => {
    const relations = (m: Models) => ({ post: () => manyToOne(() => m["Post"]), tag: () => manyToOne(() => m["Tag"]) });
    linkAll(relatedModels(joined({}, relations)));
  });
});
