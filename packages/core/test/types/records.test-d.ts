import { type Changes, field, Model } from "../../src/index.js";
import type { All, Equal } from "./equal.js";
import { Money, Post, PostTag, Session, Tag, User } from "./models.js";

export async function keysAreChecked() {
  await User.find(1);
  await User.find({ id: 1 });
  await User.findOrNull(1);
  await User.findMany([1, 2]);
  await Tag.find("rust");
  await Tag.findMany(["rust", "go"]);
  await PostTag.find({ postId: 1, tagName: "rust" });
  await Session.find("018f4d2e-7c3a-7b1e-9c55-0242ac120002");
  // @ts-expect-error a key of another type
  await User.find("1");
  // @ts-expect-error undefined is no key
  await User.find(undefined);
  // @ts-expect-error null is no key
  await User.findOrNull(null);
  // @ts-expect-error no key at all
  await User.find();
  // @ts-expect-error a list is for findMany
  await User.find([1]);
  // @ts-expect-error no column of Tag holds a number
  await Tag.find(1);
  // @ts-expect-error unknown part of the key
  await PostTag.find({ postId: 1, tag: "rust" });
  // @ts-expect-error a part of another type
  await PostTag.find({ postId: "1", tagName: "rust" });
}

export async function valuesArePlain(user: User, post: Post) {
  const name: string = user.username;
  const bio: string | null = user.bio;
  const theme: string | undefined = user.settings?.theme;
  const upper: string = user.username.toUpperCase();
  const year: number = user.createdAt.getFullYear();
  const sum: number = user.id + post.views;
  const cents: number | undefined = post.price?.cents;
  switch (user.role) {
    case "admin":
      break;
    case "member":
      break;
    default: {
      const none: never = user.role;
      void none;
    }
  }
  user.id = 5;
  user.role = "admin";
  user.bio = null;
  user.createdAt = new Date();
  user.settings = { theme: "dark", tags: [] };
  post.price = new Money(5);
  post.labels.push("a");
  post.labels = ["a"];
  // @ts-expect-error not a member of the enum
  user.role = "owner";
  // @ts-expect-error not nullable
  user.username = null;
  // @ts-expect-error a bigint column holds no number
  new Session().hits = 5;
  return [name, bio, theme, upper, year, sum, cents];
}

export async function attributesAreChecked(user: User, post: Post) {
  await User.create({ username: "alice", email: "a@example.com", level: "low" });
  await User.create({ username: "a", email: "b", level: "high", bio: null, role: "admin", id: 5, active: undefined });
  await user.update({ bio: "x" });
  await user.update({});
  user.assign({ username: "b", settings: null });
  await user.touch("createdAt");
  // @ts-expect-error email and level are required
  await User.create({ username: "alice" });
  // @ts-expect-error unknown property
  await User.create({ username: "alice", email: "a", level: "low", nope: 1 });
  // @ts-expect-error required means a value
  await User.create({ username: "alice", email: undefined, level: "low" });
  // @ts-expect-error not nullable
  await User.create({ username: "alice", email: null, level: "low" });
  // @ts-expect-error the ORM keeps createdAt
  await User.create({ username: "alice", email: "a", level: "low", createdAt: new Date() });
  // @ts-expect-error a getter is no column
  await User.create({ username: "alice", email: "a", level: "low", display: "x" });
  // @ts-expect-error state is no column
  await User.create({ username: "alice", email: "a", level: "low", $isNew: false });
  // @ts-expect-error computed by the database
  await Post.create({ title: "a", authorId: 1, slug: "a" });
  // @ts-expect-error computed by the database
  await post.update({ slug: "a" });
  // @ts-expect-error the ORM keeps updatedAt
  await user.update({ updatedAt: new Date() });
  // @ts-expect-error not a member of the enum
  await user.update({ role: "owner" });
  // @ts-expect-error a method is no column
  user.assign({ greet: "x" });
  // @ts-expect-error a text cannot be touched, but that is checked when it runs; a getter is known now
  await user.touch("display");
}

/**
 * A getter that hands a column on as it is takes the column's type with it, and is taken for one: types cannot tell a
 * getter from a property. With its type written out it is none.
 */
export function gettersWithTheirType() {
  class Aliased extends Model {
    id = field.id();
    name = field.string(50);
    get label(): string {
      return this.name;
    }
  }
  // @ts-expect-error a getter is no column
  return [Aliased.create({ name: "a" }), Aliased.where({ label: "a" })];
}

export function stateIsReadonly(user: User) {
  const isNew: boolean = user.$isNew;
  const changes: Changes = user.$changes;
  // @ts-expect-error read only
  user.$isNew = false;
  // @ts-expect-error read only
  user.$isDirty = true;
  // @ts-expect-error read only
  user.$original = {};
  return [isNew, changes];
}

/** Fields in an abstract base and in a mixin are columns of the model. */
abstract class Stamped extends Model {
  static readonly abstract = true;
  createdAt = field.createdAt();
}

// biome-ignore lint/suspicious/noExplicitAny: TypeScript asks for any[] in a mixin's constructor
type Constructor = abstract new (...given: any[]) => Model;

function withSlug<Base extends Constructor>(base: Base) {
  abstract class Slugged extends base {
    static readonly abstract = true;
    slug = field.string(80);
  }
  return Slugged;
}

class Page extends withSlug(Stamped) {
  id = field.id();
}

class Entry extends Stamped {
  id = field.id();
  constructor(attributes?: { id?: number }) {
    super(attributes);
  }
  shout(): string {
    return String(this.id).toUpperCase();
  }
}

export async function inheritedFields() {
  const page = await Page.create({ slug: "a" });
  const slug: string = page.slug;
  const entry = await Entry.orderBy("-createdAt").first();
  const shout: string | undefined = entry?.shout();
  // @ts-expect-error required by the mixin
  await Page.create({});
  return [slug, shout];
}

const saved = new User().save();
const updated = new User().update({});
const reloaded = new User().reload();

export type Chains = All<
  [Equal<Awaited<typeof saved>, User>, Equal<Awaited<typeof updated>, User>, Equal<Awaited<typeof reloaded>, User>]
>;
