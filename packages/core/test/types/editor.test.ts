import { afterAll, describe, expect, test } from "vitest";
import { field } from "../../src/index.js";
import { Editor } from "./editor.js";

const editor = new Editor();
afterAll(() => editor.dispose());

const userColumns = [
  "active",
  "bio",
  "birthday",
  "createdAt",
  "email",
  "id",
  "level",
  "role",
  "settings",
  "updatedAt",
  "username",
];
const common = [
  "column",
  "comment",
  "default",
  "hidden",
  "index",
  "normalize",
  "nullable",
  "onUpdate",
  "primaryKey",
  "readonly",
  "unique",
  "validate",
];
const sorted = (names: readonly string[]) => [...names].sort();

describe("hovering over a property shows a short type", () => {
  test.each([
    ["user./*|*/username", "User.username: Column<string>"],
    ["user./*|*/bio", "User.bio: Defaulted<string> | null"],
    ["user./*|*/role", 'User.role: Defaulted<"admin" | "member">'],
    ["user./*|*/level", 'User.level: Column<"low" | "high">'],
    ["user./*|*/settings", "User.settings: Defaulted<models.Settings> | null"],
    ["user./*|*/active", "User.active: Defaulted<boolean>"],
    ["user./*|*/createdAt", "User.createdAt: Managed<Date>"],
    ["user./*|*/id", "User.id: Defaulted<number>"],
    ["post./*|*/authorId", "Post.authorId: Column<number>"],
    ["post./*|*/parentId", "Post.parentId: Defaulted<number> | null"],
    ["post./*|*/slug", "Post.slug: Computed<string>"],
    ["post./*|*/price", "Post.price: Defaulted<models.Money> | null"],
    ["post./*|*/labels", "Post.labels: Defaulted<string[]>"],
    ["session./*|*/hits", "Session.hits: Defaulted<bigint>"],
    ["new PostTag()./*|*/tagName", "PostTag.tagName: Column<string>"],
  ])("%s", (code, shown) => {
    expect(editor.hover(code)).toBe(`(property) ${shown}`);
  });
});

describe("hovering over a query shows what it gives", () => {
  test.each([
    ["const /*|*/found = await User.find(1)", "const found: models.User"],
    ["const /*|*/all = await User.where({ id: 1 })", "const all: models.User[]"],
    ['const /*|*/names = await User.pluck("username")', "const names: string[]"],
    ['const /*|*/bios = await User.where({}).pluck("bio")', "const bios: (string | null)[]"],
    ['const /*|*/roles = await User.pluck("role")', 'const roles: ("admin" | "member")[]'],
    ["const /*|*/query = User.where({})", "const query: Query<models.User, models.User>"],
  ])("%s", (code, shown) => {
    expect(editor.hover(code)).toBe(shown);
  });
});

describe("completion offers the columns and nothing else", () => {
  test.each([
    ["where", "User.where({ /*|*/ })"],
    ["where of a query", "User.all().where({ /*|*/ })"],
    ["or", "User.where(or({ id: 1 }, { /*|*/ }))"],
    ["not inside and", "User.where(and({ id: 1 }, not({ /*|*/ })))"],
    ["findBy", "User.findBy({ /*|*/ })"],
    ["pluck", 'User.pluck("/*|*/")'],
    ["touch", 'user.touch("/*|*/")'],
  ])("in %s", (_, code) => {
    expect(sorted(editor.completions(code))).toEqual(userColumns);
  });

  test("in orderBy, each also descending", () => {
    const both = [...userColumns, ...userColumns.map((name) => `-${name}`)];
    expect(sorted(editor.completions('User.orderBy("/*|*/")'))).toEqual(sorted(both));
  });

  test("in create, the required ones first, and none that the ORM keeps", () => {
    const offered = editor.completions("User.create({ /*|*/ })");
    expect(offered.slice(0, 3)).toEqual(["email", "level", "username"]);
    expect(sorted(offered)).toEqual(userColumns.filter((name) => !name.endsWith("edAt")));
  });

  test("in update, none that the ORM keeps or the database computes", () => {
    const columns = ["authorId", "id", "labels", "parentId", "price", "title", "views"];
    expect(sorted(editor.completions("post.update({ /*|*/ })"))).toEqual(columns);
  });

  test("in find, the parts of a composite key", () => {
    expect(sorted(editor.completions("PostTag.find({ /*|*/ })"))).toEqual(["postId", "tagName"]);
  });
});

describe("completion offers the values of an enum", () => {
  test.each([
    ["where", 'User.where({ role: "/*|*/" })'],
    ["create", 'User.create({ username: "a", email: "b", level: "low", role: "/*|*/" })'],
    ["update", 'user.update({ role: "/*|*/" })'],
  ])("in %s", (_, code) => {
    expect(sorted(editor.completions(code))).toEqual(["admin", "member"]);
  });
});

describe("completion of a field", () => {
  test("offers every builder; beside them only what every function has", () => {
    const offered = editor.completions("field./*|*/");
    const builders = Object.keys(field);
    expect(offered).toEqual(expect.arrayContaining(builders));
    const ofFunctions = ["apply", "arguments", "bind", "call", "caller", "length", "name", "prototype", "toString"];
    expect(sorted(offered.filter((name) => !builders.includes(name)))).toEqual(ofFunctions);
  });

  test.each([
    ["string", "field.string(50, { /*|*/ })", ["format", "minLength", "pattern"]],
    ["text", "field.text({ /*|*/ })", ["format", "minLength", "pattern"]],
    ["integer", "field.integer({ /*|*/ })", ["autoIncrement", "max", "min"]],
    ["decimal", "field.decimal(10, 2, { /*|*/ })", ["max", "min"]],
    ["json", "field.json({ /*|*/ })", []],
    ["enum", 'field.enum(["a"], { /*|*/ })', ["typeName"]],
    ["dateTime", "field.dateTime({ /*|*/ })", ["precision"]],
    ["foreignKey", "field.foreignKey(() => User, { /*|*/ })", ["onDelete"]],
  ])("offers the options of %s", (_, code, own) => {
    expect(sorted(editor.completions(`class Probe extends Model { x = ${code} }`))).toEqual(
      sorted([...common, ...own]),
    );
  });

  test("still offers the other options after nullable or default", () => {
    expect(editor.completions("field.string(50, { nullable: true, /*|*/ })")).toContain("default");
    expect(editor.completions("field.string(50, { default: 'a', /*|*/ })")).toContain("onUpdate");
  });

  test("offers formats, actions and members", () => {
    expect(sorted(editor.completions('field.text({ format: "/*|*/" })'))).toContain("email");
    expect(editor.completions('field.foreignKey(() => User, { onDelete: "/*|*/" })')).toContain("set null");
    expect(sorted(editor.completions('field.enum(["a", "b"], { default: "/*|*/" })'))).toEqual(["a", "b"]);
  });
});
