import {
  type Columns,
  contains,
  type Expression,
  eq,
  field,
  gt,
  hasKey,
  includesAll,
  includesAny,
  isNull,
  jsonContains,
  jsonPath,
  Model,
  manyToOne,
  not,
  ofLength,
  oneOf,
  oneToMany,
  or,
  some,
} from "../../src/index.js";
import type { All, Equal } from "./equal.js";

interface Settings {
  theme: { dark: boolean; name: "day" | "night" };
  tags: string[];
  limits?: { most: number | null; steps: { size: number }[] } | null;
  inner?: Settings;
}

class Folder extends Model {
  id = field.id();
  papers = oneToMany(() => Paper, { backPopulates: "folder" });
}

class Paper extends Model {
  id = field.id();
  folderId = field.foreignKey(() => Folder);
  folder = manyToOne(() => Folder, { backPopulates: "papers" });
  name = field.string(10);
  settings = field.json<Settings>();
  maybe = field.json<Settings>({ nullable: true });
  unknown = field.json<unknown>();
  unknownOrNull = field.json<unknown>({ nullable: true });
  any = field.json();
  anyOrNull = field.json({ nullable: true });
  word = field.json<string>();
  list = field.array(field.string(10));
  numbers = field.array(field.integer(), { nullable: true });
  fees = field.array(field.decimal(4, 2, { nullable: true }));
  at = field.dateTime({ nullable: true });
}

export function looksInside(key: string, keys: string[]) {
  Paper.where({ settings: jsonPath(["theme", "dark"], true), id: 5 });
  Paper.where({ settings: jsonPath(["theme", "dark"], eq(true)) });
  Paper.where({ settings: jsonPath(["theme", "name"], "day"), maybe: jsonPath(["tags", 0], contains("x")) });
  Paper.where({ maybe: jsonPath(["limits", "steps", -1, "size"], gt(5)) });
  Paper.where({ maybe: jsonPath(["limits", "most"], null) }).where({ maybe: jsonPath(["limits", "most"], isNull) });
  Paper.where({ maybe: jsonPath(["theme", "name"], oneOf(["day", null])) });
  Paper.where({ maybe: jsonPath(["inner", "inner", "theme", "dark"], true) });
  Paper.where({ maybe: jsonPath(["inner"], hasKey("limits")), settings: jsonPath([], hasKey("inner")) });
  Paper.where({ maybe: jsonPath(["tags"], ofLength(2)) });
  Paper.where({ maybe: jsonPath(["inner"], jsonPath(["theme", "dark"], true)) });
  Paper.where({ unknown: jsonPath(["a", 0], true), unknownOrNull: jsonPath(["a"], jsonContains([1])) });
  Paper.where({ unknown: jsonPath([key, 0], "x") }).where({ unknown: jsonPath(keys, gt(5)) });
  Paper.where({ any: jsonPath(["a", 0, "x"], true), anyOrNull: jsonPath(["x"], oneOf([1, 2])) });
  Paper.where({ settings: hasKey("theme", "tags"), unknown: hasKey(key), any: hasKey(key) });
  Paper.where({ settings: jsonContains({ theme: { dark: true }, tags: ["a"] }) });
  Paper.where({ settings: jsonContains({ limits: { steps: [{ size: 1 }] } }) });
  Paper.where({ unknown: jsonContains({ a: [1] }), any: jsonContains({ a: [1] }) });
  Paper.where({ list: includesAll(["a", "b"]), numbers: includesAny([1]), fees: includesAll(["1.50"]) });
  Paper.where({ list: ofLength(3), numbers: ofLength(gt(3)) });
  Paper.where(or({ settings: jsonPath(["theme", "dark"], true) }, { list: includesAll(["a"]) }));
  Paper.where(not({ settings: jsonPath(["theme", "dark"], true) }));
  Folder.where({ papers: { settings: jsonPath(["theme", "dark"], true), list: includesAny(["a"]) } });
  Folder.where({ papers: some({ unknown: jsonPath(["a"], 1), maybe: hasKey("tags") }) });
  const apart = or({ settings: jsonPath(["theme", "dark"], true) }, { list: includesAny(["a"]) });
  Paper.where(apart).where({ maybe: isNull, numbers: null });
}

export function refusesWhatIsNotThere() {
  // @ts-expect-error there is no such key
  Paper.where({ settings: jsonPath(["theme", "drak"], true) });
  // @ts-expect-error nor inside of or
  Paper.where(or({ settings: jsonPath(["theme", "drak"], true) }, { id: 1 }));
  // @ts-expect-error nor inside of some
  Folder.where({ papers: some({ settings: jsonPath(["theme", "drak"], true) }) });
  // @ts-expect-error another type of value
  Paper.where({ settings: jsonPath(["theme", "dark"], "x") });
  // @ts-expect-error no member of the union
  Paper.where({ settings: jsonPath(["theme", "name"], "dusk") });
  // @ts-expect-error the key of an object, where an array is
  Paper.where({ settings: jsonPath(["tags", "0"], "x") });
  // @ts-expect-error a place in an array, where an object is
  Paper.where({ settings: jsonPath(["theme", 0], "x") });
  // @ts-expect-error nothing is inside of a boolean
  Paper.where({ settings: jsonPath(["theme", "dark", "x"], "x") });
  // @ts-expect-error text is searched, booleans are not
  Paper.where({ settings: jsonPath(["theme", "dark"], contains("x")) });
  // @ts-expect-error JSON holds no Date
  Paper.where({ unknown: jsonPath(["at"], new Date()) });
  // @ts-expect-error an object is no single value
  Paper.where({ unknown: jsonPath(["at"], { gt: 1 }) });
  // @ts-expect-error a text has no inside
  Paper.where({ name: jsonPath(["theme", "dark"], true) });
  // @ts-expect-error nor has an instant
  Paper.where({ at: jsonPath(["theme", "dark"], true) });
  // @ts-expect-error an unknown key
  Paper.where({ settings: hasKey("thme") });
  // @ts-expect-error an unknown key further inside
  Paper.where({ settings: jsonPath(["theme"], hasKey("drak")) });
  // @ts-expect-error a text has no keys
  Paper.where({ name: hasKey("theme") });
  // @ts-expect-error another type of value inside
  Paper.where({ settings: jsonContains({ theme: { dark: "x" } }) });
  // @ts-expect-error an unknown key inside
  Paper.where({ settings: jsonContains({ theme: { drak: true } }) });
  // @ts-expect-error members of another type
  Paper.where({ list: includesAll([1]) });
  // @ts-expect-error a text has no members
  Paper.where({ name: includesAny(["a"]) });
  // @ts-expect-error an object has no length
  Paper.where({ settings: ofLength(3) });
  // @ts-expect-error nor has a number
  Paper.where({ id: ofLength(3) });
}

type Of<E> = E extends Expression<infer V> ? V : never;

declare const paper: Columns<Paper>;

const read = {
  dark: paper.settings.at("theme", "dark"),
  darkAsBoolean: paper.settings.at("theme", "dark").asBoolean(),
  name: paper.maybe.at("theme", "name").asText(),
  size: paper.maybe.at("limits", "steps", -1, "size").asNumber(),
  unknownText: paper.unknown.at("a", 0).asText(),
  unknown: paper.unknownOrNull.at("a", 0),
  anyNumber: paper.any.at("a", 0).asNumber(),
  lower: paper.settings.at("tags", 0).lower(),
  sum: paper.settings.at("limits", "steps", 0, "size").plus(1),
  count: paper.settings.at("tags").length(),
  members: paper.list.length(),
  text: paper.name,
};

export type ReadsHaveTheirTypes = All<
  [
    Equal<Of<(typeof read)["dark"]>, boolean | null>,
    Equal<Of<(typeof read)["darkAsBoolean"]>, boolean | null>,
    Equal<Of<(typeof read)["name"]>, "day" | "night" | null>,
    Equal<Of<(typeof read)["size"]>, number | null>,
    Equal<Of<(typeof read)["unknownText"]>, string | null>,
    Equal<Of<(typeof read)["unknown"]>, unknown>,
    Equal<Of<(typeof read)["anyNumber"]>, number | null>,
    Equal<Of<(typeof read)["lower"]>, string | null>,
    Equal<Of<(typeof read)["sum"]>, number | null>,
    Equal<Of<(typeof read)["count"]>, number | null>,
    Equal<Of<(typeof read)["members"]>, number>,
    Equal<(typeof read)["text"], Expression<string>>,
  ]
>;

export function callbacks(key: string) {
  Paper.where((row) => row.settings.at("theme", "dark"));
  Paper.where((row) => row.settings.at("theme", "name").eq("day").and(row.unknown.at("x", key).eq(row.name)));
  Paper.where((row) => row.list.includesAll(["a"]).or(row.maybe.hasKey("inner"), row.numbers.includesAny([1])));
  Paper.where((row) => row.settings.jsonContains({ theme: { dark: true } }).or(row.unknown.jsonContains({ a: 1 })));
  Paper.where((row) => row.word.eq("x"));
  Paper.orderBy((row) => [row.settings.at("theme", "name").asText(), row.list.length().desc()]);
  // @ts-expect-error there is no such key
  Paper.where((row) => row.settings.at("theme", "drak").asBoolean());
  // @ts-expect-error nothing is inside of a text
  Paper.where((row) => row.name.at("theme").asBoolean());
  // @ts-expect-error another type of value
  Paper.where((row) => row.settings.at("theme", "name").eq(5));
  // @ts-expect-error members of another type
  Paper.where((row) => row.list.includesAll([1]));
  // @ts-expect-error a text is no condition
  Paper.where((row) => row.settings.at("theme", "name"));
}
