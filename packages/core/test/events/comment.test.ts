import fc from "fast-check";
import { expect, test } from "vitest";
import { commentOf } from "../../src/events/comment.js";
import { field, gt, Model, withRequest } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

class Post extends Model {
  id = field.id();
}

/** Texts of whole and half characters, many of them with a meaning in SQL. */
const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "*/",
      "/*",
      "--",
      "-",
      "'",
      '"',
      "`",
      "\\",
      "\0",
      "\n",
      "\r",
      ";",
      "?",
      "$1",
      "$$",
      ":a",
      "@a",
      "%",
      "!",
      "+",
    ),
    fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  ),
  maxLength: 250,
});

test("nothing in a comment can end it, or be taken for anything", () => {
  fc.assert(
    fc.property(fc.dictionary(hostile, hostile, { maxKeys: 5 }), (tags) => {
      const comment = commentOf(tags);
      if (comment === "") return;
      expect(comment).toMatch(/^\/\*[\w.%-]*='[\w.%-]+'(,[\w.%-]*='[\w.%-]+')*\*\/$/);
      expect(comment).not.toContain("--");
    }),
  );
});

test("what can be said comes back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 100 }), (value) => {
      const [, encoded] = /^\/\*key='(.+)'\*\/$/.exec(commentOf({ key: value })) ?? [];
      expect(decodeURIComponent(encoded ?? "")).toBe(value);
    }),
  );
});

test("keys are sorted, empty ones left out, long ones cut off", () => {
  expect(commentOf({ route: "/posts/:id", action: "show", none: undefined, empty: "" })).toBe(
    "/*action='show',route='%2Fposts%2F%3Aid'*/",
  );
  expect(commentOf({})).toBe("");
  expect(commentOf({ id: "x".repeat(1000) })).toBe(`/*id='${"x".repeat(200)}'*/`);
  expect(commentOf({ id: `${"x".repeat(199)}😀` })).toBe(`/*id='${"x".repeat(199)}%EF%BF%BD'*/`);
});

test("stable comments leave statements prepared, those that change do not, and the cache knows neither", async () => {
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  const request = { id: "7f3a", route: "/posts", method: "GET", tenant: "acme", traceparent, tags: { job: "nightly" } };
  const cases = [
    [true, " /*method='GET',route='%2Fposts'*/", true],
    [["route"], " /*route='%2Fposts'*/", true],
    [["id"], " /*request_id='7f3a'*/", false],
    [["traceparent", "tenant", "tags"], ` /*job='nightly',tenant='acme',traceparent='${traceparent}'*/`, false],
    [() => ({ worker: "1" }), " /*worker='1'*/", false],
    [() => ({}), "", true],
    [false, "", true],
  ] as const;
  for (const [comments, comment, prepare] of cases) {
    const { db, driver } = await recordingDatabase({ comments, models: [Post] });
    const heard: string[] = [];
    db.on("query", ({ sql }) => heard.push(sql));
    await db.use(() => withRequest(request, async () => await Post.all()));
    const [plain] = heard;
    expect(driver.last).toMatchObject({ text: `${plain}${comment}`, prepare });
    await db.use(() => withRequest(request, async () => await Post.where({ id: gt(1) }).limit(2)));
    expect(driver.last).toMatchObject({ prepare: false, replanned: prepare });
    await db.use(() => withRequest(request, async () => await db.sql`select 1`));
    expect(driver.last).toMatchObject({ text: `select 1${comment}`, prepare: false });
    expect(heard[2]).toBe("select 1");
  }
});

test("outside of a request only a function has something to say", async () => {
  const { db, driver } = await recordingDatabase({ comments: true, models: [Post] });
  await db.use(async () => await Post.all());
  expect(driver.last.text).not.toContain("/*");
  const { db: other, driver: told } = await recordingDatabase({
    comments: (request) => ({ application: "shop", route: request?.route }),
    models: [Post],
  });
  await other.use(async () => await Post.all());
  expect(told.last.text).toMatch(/ \/\*application='shop'\*\/$/);
});

test("what is no description of comments is refused", async () => {
  for (const comments of ["route", ["rout"], [5], {}, 1]) {
    await expect(recordingDatabase({ comments: comments as never })).rejects.toMatchObject({ code: "CONFIGURATION" });
  }
  const { db } = await recordingDatabase({ comments: () => "route" as never, models: [Post] });
  await expect(db.use(async () => await Post.all())).rejects.toMatchObject({ code: "CONFIGURATION" });
});
