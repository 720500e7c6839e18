import {
  and,
  between,
  type Condition,
  contains,
  day,
  eq,
  field,
  gt,
  gte,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  Model,
  matches,
  matchesText,
  month,
  ne,
  noneOf,
  not,
  onDate,
  oneOf,
  or,
  type Query,
  startsWith,
  textRank,
  year,
} from "../../src/index.js";
import type { All, Equal } from "./equal.js";
import { type Money, Post, PostTag, Session, type Settings, User } from "./models.js";

class Dated extends Model {
  id = field.id();
  day = field.date();
  at = field.dateTime({ nullable: true });
  data = field.json<{ a: number }>();
  list = field.array(field.integer(), { nullable: true });
  bytes = field.binary({ nullable: true });
}

export function searches() {
  User.where(matchesText("a"));
  User.where(or(matchesText("a"), { id: 3 }, not(matchesText("b"))));
  User.where(not(matchesText("a")));
  User.where((user) => matchesText(user, "a").and(user.id.eq(1)));
  User.orderBy((user) => [textRank(user, "a").desc(), user.id]);
  const apart: Condition<User> = or(matchesText("a"), { username: "a" });
  // @ts-expect-error what it is joined with names no property
  User.where(or(matchesText("a"), { usrname: "b" }));
  // @ts-expect-error is no value of a property
  User.where({ username: matchesText("a") });
  // @ts-expect-error is looked for as a text
  User.where(matchesText(5));
  // @ts-expect-error the row comes first
  User.orderBy(() => textRank("a"));
  return apart;
}

export async function areAccepted(now: Date) {
  User.where({
    id: gte(3),
    username: contains("a"),
    role: oneOf(["admin"]),
    bio: isNotNull,
    createdAt: between(now, now),
  });
  User.where({});
  User.where({ username: "a", bio: null, active: true, createdAt: now, role: "admin", level: "low", id: 1 });
  User.where({
    id: eq(1),
    username: ne("a"),
    bio: isNull,
    active: eq(true),
    role: ne("admin"),
    birthday: gt("2024-01-01"),
  });
  User.where({ id: lt(1), username: lte("a"), bio: like("a%"), email: startsWith("a"), level: noneOf(["low"]) });
  User.where({ username: matches("^a"), bio: eq(null), role: oneOf(["admin", null]), settings: null });
  User.where(or({ username: "a" }, { id: gte(3) }));
  User.where(or({ username: "a" }, and({ id: gte(3) }, not({ bio: isNull })), not(or({ id: 1 }, { id: 2 }))));
  User.whereNot({ username: "a" })
    .where({ id: 1 })
    .whereNot(or({ id: 2 }));
  Session.where({ hits: gt(5n), id: "a", payload: new Uint8Array() });
  Dated.where({ day: year(2024), at: month(1) });
  Dated.where({ day: onDate("2024-01-01"), at: day(1), data: isNotNull, list: null, bytes: isNull });
  Post.where({ slug: "computed columns can be compared", price: null, authorId: 1, parentId: null });
  await User.findBy({ username: "a" });
  await User.findByOrFail(or({ username: "a" }, { email: "b" }));
  await User.exists({ username: "a" });
  await User.where({ id: 1 }).exists();
}

export function conditionsApart() {
  const mine = or({ username: "a" }, and({ role: "admin" }, not({ bio: isNull })), not({ id: gte(3) }));
  User.where(mine);
  User.where(and(mine, { id: 1 }));
  const annotated: Condition<User> = or({ username: "a" }, not({ bio: isNull }));
  User.where(annotated);
  const theirs = or({ title: "a" }, { username: "b" });
  // @ts-expect-error conditions of another model
  User.where(theirs);
  const misspelt = or({ username: "a", usrname: "b" });
  // @ts-expect-error an unknown property beside a known one
  User.where(misspelt);
  const mistyped = not({ id: gte("3") });
  // @ts-expect-error wrong operand type
  User.where(mistyped);
}

export function operandsAreRejected() {
  // @ts-expect-error a getter is no column
  User.where({ display: "x" });
  // @ts-expect-error a method is no column
  User.where({ greet: "x" });
  // @ts-expect-error a method of every model is no column
  User.where({ save: "x" });
  // @ts-expect-error unknown property
  User.where({ usrname: "x" });
  // @ts-expect-error wrong operand type
  User.where({ id: gte("a") });
  // @ts-expect-error wrong type of value
  User.where({ id: "1" });
  // @ts-expect-error an instant is no string
  User.where({ createdAt: "2024-01-01" });
  // @ts-expect-error a day is no Date
  User.where({ birthday: new Date() });
  // @ts-expect-error not a member of the enum
  User.where({ role: oneOf(["owner"]) });
  // @ts-expect-error not a member of the enum either
  User.where({ role: "owner" });
  // @ts-expect-error bigint columns compare with bigints
  Session.where({ hits: 5 });
  // @ts-expect-error text is searched, numbers are not
  User.where({ id: contains("1") });
  // @ts-expect-error operators are never plain objects
  User.where({ username: { ne: "a" } });
  // @ts-expect-error a list is no value
  User.where({ username: ["a"] });
  // @ts-expect-error JSON is not compared by equality
  Dated.where({ data: { a: 1 } });
  // @ts-expect-error a list of lists
  User.where({ username: oneOf(oneOf(["a"])) });
  // @ts-expect-error an operator without a property
  User.where(gte(3));
  // @ts-expect-error a string is no condition
  User.where("username = 'a'");
  // @ts-expect-error undefined is no condition
  User.where(undefined);
  // @ts-expect-error wrong type deep inside
  User.where(or({ username: "a" }, and({ id: gte("3") })));
  // @ts-expect-error conditions of another model
  User.where(or({ username: "a" }, { title: "b" }));
  // @ts-expect-error an unknown property beside a known one
  User.where(or({ username: "a", usrname: "b" }));
  // @ts-expect-error not a member of the enum, inside not
  User.where(not({ role: "owner" }));
  // @ts-expect-error findBy needs a condition
  User.findBy();
}

export function ordersAreChecked() {
  User.orderBy("-createdAt", "username").orderBy("bio");
  // @ts-expect-error unknown property
  User.orderBy("nope");
  // @ts-expect-error a getter is no column
  User.orderBy("display");
  // @ts-expect-error plus is no direction
  User.orderBy("+username");
  // @ts-expect-error SQL is no order
  User.orderBy("username desc");
  // @ts-expect-error a limit is a number
  User.limit("5");
}

const posts = Post.where({ views: gte(1) })
  .orderBy("-views")
  .limit(3)
  .offset(1);
const pluckedId = User.pluck("id");
const pluckedBio = User.where({}).pluck("bio");
const pluckedRole = User.pluck("role");
const pluckedSettings = User.pluck("settings");
const pluckedPrice = Post.pluck("price");
const pluckedHits = Session.pluck("hits");
const found = PostTag.find({ postId: 1, tagName: "a" });

export type Results = All<
  [
    Equal<typeof posts, Query<Post, Post>>,
    Equal<Awaited<typeof posts>, Post[]>,
    Equal<Awaited<typeof pluckedId>, number[]>,
    Equal<Awaited<typeof pluckedBio>, (string | null)[]>,
    Equal<Awaited<typeof pluckedRole>, ("admin" | "member")[]>,
    Equal<Awaited<typeof pluckedSettings>, (Settings | null)[]>,
    Equal<Awaited<typeof pluckedPrice>, (Money | null)[]>,
    Equal<Awaited<typeof pluckedHits>, bigint[]>,
    Equal<Awaited<typeof found>, PostTag>,
    Equal<Awaited<ReturnType<typeof User.count>>, number>,
  ]
>;

export function plucksAreChecked() {
  // @ts-expect-error a getter is no column
  User.pluck("display");
  // @ts-expect-error unknown property
  User.where({}).pluck("nope");
}
