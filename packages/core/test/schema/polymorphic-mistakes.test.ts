import { describe, expect, test } from "vitest";
import { field } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { type Body, build, linkAll, type Models, mistakeBetween, relatedModels } from "./related-models.js";

const { manyToOne, oneToMany } = build;

/** Comments on posts and photos; each with what a test states anew. */
const gallery =
  (Comment: (m: Models) => Body, rest: (m: Models) => Record<string, Body> = () => ({})) =>
  (m: Models) => ({
    Post: { comments: () => oneToMany(() => m["Comment"], { backPopulates: "subject" }) },
    Photo: { comments: () => oneToMany(() => m["Comment"], { backPopulates: "subject" }) },
    Comment: {
      subjectId: () => field.bigInteger({ as: "number" }),
      subjectType: () => field.string(63),
      subject: () => manyToOne(() => [m["Post"], m["Photo"]]),
      ...Comment(m),
    },
    ...rest(m),
  });
const nothing = () => ({});
const subject = (options: object) => (m: Models) => ({
  subject: () => manyToOne(() => [m["Post"], m["Photo"]], options),
});

describe("a relation to several models", () => {
  test("is fine as it is declared here", () => {
    linkAll(relatedModels(gallery(nothing)));
  });

  test("has a column for the key and one for the table", () => {
    expect(
      mistakeBetween(
        gallery(() => ({ subjectType: undefined })),
        "Comment",
      ),
    ).toBe(
      "Comment.subject goes by Comment.subjectType, which does not exist. Add it: subjectType = field.string(63).",
    );
    expect(
      mistakeBetween(
        gallery(() => ({ subjectId: undefined })),
        "Comment",
      ),
    ).toBe(
      'Comment.subject goes by Comment.subjectId, which does not exist. Add it: subjectId = field.bigInteger({ as: "number" }).',
    );
    expect(mistakeBetween(gallery(subject({ typeField: "subjectTyp" })), "Comment")).toBe(
      'Comment.subject goes by Comment.subjectTyp, which does not exist. Did you mean "subjectType"?',
    );
  });

  test("suggests a key of the targets' type", () => {
    const slug = () => ({ id: undefined, slug: () => field.string(40, { primaryKey: true }) });
    const models = gallery(
      () => ({ subjectId: undefined }),
      () => ({ Post: slug(), Photo: slug() }),
    );
    expect(mistakeBetween(models)).toContain("Add it: subjectId = field.string(40).");
  });

  test.each([
    ["one that is missing", nothing],
    ["one of a list too", (m: Models) => ({ Post: gallery(nothing)(m)["Post"] as Body })],
  ])("is found out from its other side as well: %s", (_, rest) => {
    const models = gallery(() => ({ subjectType: undefined }), rest);
    expect(mistakeBetween(models, "Post")).toContain(
      "Comment.subject goes by Comment.subjectType, which does not exist",
    );
  });

  test("has a text for the table", () => {
    expect(mistakeBetween(gallery(() => ({ subjectType: () => field.integer() })))).toBe(
      "Comment.subject needs a text in Comment.subjectType, for the name of the table: field.string(63), not integer.",
    );
    for (const make of [() => field.text(), () => field.enum(["posts", "photos"])]) {
      linkAll(relatedModels(gallery(() => ({ subjectType: make }))));
    }
  });

  test("has a key of the type of every target's", () => {
    const other = () => ({ Photo: { id: () => field.uuid({ primaryKey: true }) } });
    expect(mistakeBetween(gallery(nothing, other), "Comment")).toBe(
      "Comment.subject joins Comment (subjectId: bigInteger) with Photo (id: uuid), which are not of the same types. Make them the same: field.uuid().",
    );
  });

  test("leads to models with one key each", () => {
    const pair = () => ({
      Photo: {
        id: undefined,
        one: () => field.integer({ primaryKey: true }),
        other: () => field.integer({ primaryKey: true }),
      },
    });
    expect(mistakeBetween(gallery(nothing, pair), "Comment")).toContain(
      "Comment.subject joins Comment (subjectId: bigInteger) with Photo (one: integer, other: integer), which are not the same number of columns.",
    );
    expect(mistakeBetween(gallery(subject({ foreignKey: ["subjectId", "part"] })), "Comment")).toBe(
      "Comment.subject leads to several models, so its foreignKey is one column.",
    );
  });

  test("may be missing where its key or its type may", () => {
    const nullable: Record<string, () => unknown> = {
      subjectId: () => field.bigInteger({ as: "number", nullable: true }),
      subjectType: () => field.string(63, { nullable: true }),
    };
    for (const [name, make] of Object.entries(nullable)) {
      expect(
        mistakeBetween(
          gallery(() => ({ [name]: make })),
          "Comment",
        ),
      ).toBe(
        `Comment.subject may be missing, since ${name} is nullable, and its type does not say so. Say nullable: true on manyToOne as well.`,
      );
    }
    linkAll(relatedModels(gallery((m) => ({ ...nullable, ...subject({ nullable: true })(m) }))));
  });

  test("leads to models that a row can tell apart", () => {
    const same = () => ({ Photo: { statics: { table: "posts" } } });
    expect(mistakeBetween(gallery(nothing, same), "Comment")).toBe(
      'Comment.subject leads to two models with the table "posts", Post and Photo, so a row could not say which it means.',
    );
  });

  test.each<[string, object, string]>([
    [
      "goes through no other",
      { through: "post" },
      "leads to several models, so it cannot go through another relation.",
    ],
    ["counts nowhere", { counterCache: "commentsCount" }, "so none of them can count: leave counterCache out."],
    ["has no source", { source: "post" }, "has a source, which belongs to a through"],
  ])("%s", (_, options, why) => {
    const message = mistakeBetween(gallery(subject(options)), "Comment");
    expect(message).toContain("Comment.subject ");
    expect(message).toContain(why);
  });

  test("touches only what can be touched", () => {
    const stamped = () => ({ Post: { updatedAt: () => field.updatedAt() }, Photo: {} });
    expect(mistakeBetween(gallery(subject({ touch: true }), stamped), "Comment")).toBe(
      "Comment.subject touches Photo, which has no field.updatedAt(). Add it there: updatedAt = field.updatedAt().",
    );
  });

  test("has the same other side in every model, if it names one", () => {
    linkAll(relatedModels(gallery(subject({ backPopulates: "comments" }))));
    const bare = () => ({ Photo: {} });
    expect(mistakeBetween(gallery(subject({ backPopulates: "comments" }), bare), "Comment")).toBe(
      'Comment.subject says backPopulates: "comments", but Photo has no such relation. Declare it: comments = oneToMany(() => Comment, { backPopulates: "subject" }).',
    );
  });

  test("has lists for other sides, and none that picks the latest", () => {
    const latest = (m: Models) => ({
      Post: { newest: () => build.oneToOne(() => m["Comment"], { latestBy: "id", backPopulates: "subject" }) },
    });
    expect(mistakeBetween(gallery(nothing, latest))).toBe(
      'Post.newest cannot be the latest by way of Comment.subject, which leads to several models. Declare the list, oneToMany(() => Comment, { backPopulates: "subject" }), and load it with an order and a limit of 1.',
    );
  });

  test("is declared as manyToOne", () => {
    for (const kind of ["oneToOne", "oneToMany", "manyToMany"] as const) {
      const models = gallery((m) => ({ subject: () => build[kind](() => [m["Post"], m["Photo"]]) }));
      expect(mistakeBetween(models, "Comment")).toBe(
        "Comment.subject leads to several models, which only manyToOne can: the row says which of them it means.",
      );
    }
  });

  test("is the other side of a model that it leads to", () => {
    const stray = (m: Models) => ({
      Film: { notes: () => oneToMany(() => m["Comment"], { backPopulates: "subject" }) },
    });
    expect(mistakeBetween(gallery(nothing, stray))).toBe(
      "Film.notes cannot be the other side of Comment.subject. Film.notes and Comment.subject disagree: that one leads to Post or Photo, not to Film.",
    );
  });

  test("may lead to one model so far, with the type in a column that it names", () => {
    const models = relatedModels(
      gallery(
        (m) => ({ subject: () => manyToOne(() => m["Post"], { typeField: "subjectType" }) }),
        () => ({ Photo: {} }),
      ),
    );
    linkAll(models);
    const link = metaOf(models["Comment"] as never)
      .relations.get("subject")
      ?.link();
    expect([...(link?.polymorphic?.choices.keys() ?? [])]).toEqual(["posts"]);
  });
});
