import { expect } from "vitest";
import { blogModels, Company, Post, Profile, seedBlog, Tag, User } from "./blog.js";
import { Box, depotModels, Label, Shelf, seedDepot } from "./depot.js";
import { Album, galleryModels, Note, Photo, seedGallery } from "./gallery.js";
import { type LooseModel, type LooseRecord, loose } from "./loose.js";
import { Category, Login, networkModels, Person, seedNetwork, Team } from "./network.js";

/** What is at the other end: one name, several, or nothing. */
export type Names = string | null | readonly string[];

/** One kind of relation, with what it leads to from every record of a model. */
export interface RelationCase {
  readonly kind: string;
  readonly model: LooseModel;
  readonly relation: string;
  /** The properties of the model's key. */
  readonly key: readonly string[];
  /** By the name of the record. */
  readonly expected: Readonly<Record<string, Names>>;
  /** How many statements it takes to load it for any number of records. */
  readonly statements: number;
}

const kindOf = (
  kind: string,
  model: Parameters<typeof loose>[0],
  relation: string,
  expected: RelationCase["expected"],
  statements = 1,
): RelationCase => ({
  kind,
  model: loose(model),
  relation,
  key: model === Shelf ? ["site", "code"] : ["id"],
  expected,
  statements,
});

/** The models that the cases are about. */
export const relationModels = [...blogModels, ...networkModels, ...galleryModels, ...depotModels] as const;

/** Fills their tables. */
export async function seedRelations(): Promise<void> {
  await seedBlog();
  await seedNetwork();
  await seedGallery();
  await seedDepot();
}

/** Every kind of relation, from both of its sides. */
export const relationCases: readonly RelationCase[] = [
  kindOf("many-to-one", Post, "author", { p1: "alice", p2: "alice", p3: "alice", p4: "bob" }),
  kindOf("nullable many-to-one", User, "company", { alice: "acme", bob: "acme", carol: null }),
  kindOf("one-to-many", User, "posts", { alice: ["p1", "p2", "p3"], bob: ["p4"], carol: [] }),
  kindOf("one-to-many with deleted rows", Post, "comments", { p1: ["c1", "c2", "c3"], p2: ["c4"], p3: [], p4: ["c5"] }),
  kindOf("one-to-one", Profile, "user", { "of alice": "alice", "of bob": "bob" }),
  kindOf("one-to-one, other side", User, "profile", { alice: "of alice", bob: "of bob", carol: null }),
  kindOf("one-to-one with itself", Person, "mentor", { ann: null, ben: "ann", cy: null }),
  kindOf("one-to-one with itself, other side", Person, "pupil", { ann: "ben", ben: null, cy: null }),
  kindOf("many-to-many", Post, "tags", { p1: ["orm", "sql"], p2: ["orm"], p3: [], p4: ["sql"] }),
  kindOf("many-to-many, other side", Tag, "posts", { orm: ["p1", "p2"], sql: ["p1", "p4"], unused: [] }),
  kindOf("many-to-many by a model", Person, "teams", { ann: ["blue", "red"], ben: ["red"], cy: [] }),
  kindOf("many-to-many by a model, other side", Team, "members", { red: ["ann", "ben"], blue: ["ann"], none: [] }),
  kindOf("many-to-many with itself", Person, "following", { ann: ["ben", "cy"], ben: ["ann"], cy: [] }),
  kindOf("many-to-many with itself, other side", Person, "followers", { ann: ["ben"], ben: ["ann"], cy: ["ann"] }),
  kindOf("tree upwards", Category, "parent", {
    root: null,
    left: "root",
    right: "root",
    "left 1": "left",
    "left 2": "left",
    "right 1": "right",
  }),
  kindOf("tree downwards", Category, "children", {
    root: ["left", "right"],
    left: ["left 1", "left 2"],
    right: ["right 1"],
    "left 1": [],
    "left 2": [],
    "right 1": [],
  }),
  kindOf("many through many", User, "received", { alice: ["c1", "c2", "c3", "c4"], bob: ["c5"], carol: [] }),
  kindOf("many through many through many", Company, "comments", { acme: ["c1", "c2", "c3", "c4", "c5"], idle: [] }),
  kindOf("many through their key", Post, "commenters", { p1: ["alice", "bob"], p2: ["carol"], p3: [], p4: ["alice"] }),
  kindOf("many-to-one through one", Post, "company", { p1: "acme", p2: "acme", p3: "acme", p4: "acme" }),
  kindOf("one-to-one through one", Post, "byline", { p1: "of alice", p2: "of alice", p3: "of alice", p4: "of bob" }),
  kindOf("latest of many", Person, "lastLogin", { ann: "a3", ben: "b2", cy: null }),
  kindOf("what has a latest", Login, "person", { a1: "ann", a2: "ann", a3: "ann", b1: "ben", b2: "ben" }),
  kindOf("polymorphic", Note, "subject", { a1: "album", a2: "album", f1: "photo", loose: null }, 2),
  kindOf("polymorphic, other side", Album, "notes", { album: ["a1", "a2"], "bare album": [] }),
  kindOf("polymorphic, another other side", Photo, "notes", { photo: ["f1"], "bare photo": [] }),
  kindOf("composite key", Box, "shelf", { b1: "n1", b2: "n1", b3: "s1", half: null }),
  kindOf("composite key, other side", Shelf, "boxes", { n1: ["b1", "b2"], n2: [], s1: ["b3"] }),
  kindOf("many-to-many by composite keys", Shelf, "labels", { n1: ["cold", "dry"], n2: ["dry"], s1: ["cold"] }),
  kindOf("many-to-many by composite keys, other side", Label, "shelves", { cold: ["n1", "s1"], dry: ["n1", "n2"] }),
];

/** The names of what a relation gave, sorted where there can be several. */
export function namesOf(value: unknown): Names {
  if (Array.isArray(value)) return value.map((record: LooseRecord) => String(record["name"])).sort();
  return value === null ? null : String((value as LooseRecord)["name"]);
}

/** Compares what was found for each record with what the case expects, and that nobody was left out. */
export function expectNames({ expected }: RelationCase, found: ReadonlyMap<LooseRecord, unknown>): void {
  const names = [...found].map(([record, value]) => [String(record["name"]), namesOf(value)]);
  expect(Object.fromEntries(names)).toEqual(expected);
  expect(found.size).toBe(Object.keys(expected).length);
}
