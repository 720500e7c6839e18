import { ModelDefinitionError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import { textLanguages } from "./text-languages.js";

// `static table` is declared nowhere, so that in plain JavaScript, or without `satisfies`, anything may stand there.

const texts = ["name", "schema", "comment", "connection"];
const indexOptions = ["on", "name", "unique", "where", "method", "include"];
const keyOptions = ["on", "references", "key", "onDelete", "onUpdate", "name"];
const searchOptions = ["properties", "language", "name"];
const actions: readonly unknown[] = ["cascade", "restrict", "set null", "set default", "no action", undefined];

type Given = Readonly<Record<string, unknown>>;

/** Refuses options of `static table` that have the wrong shape. */
export function checkTableOptions(model: string, table: Given): void {
  const refuse = (why: string): never => {
    throw new ModelDefinitionError(`static table of ${model}: ${why}`, { model });
  };
  for (const name of texts) {
    const value = table[name];
    const isText = typeof value === "string" && (value !== "" || name === "comment") && !value.includes("\0");
    if (value !== undefined && !isText) refuse(`${name} is a string with something in it.`);
  }
  const { readonly, orderBy, checks } = table;
  if (readonly !== undefined && typeof readonly !== "boolean") refuse("readonly is true or false.");
  if (orderBy !== undefined && ![orderBy].flat().every((term) => typeof term === "string")) {
    refuse('orderBy is a property or a list of them: "-createdAt".');
  }
  if (checks !== undefined && (typeof checks !== "object" || checks === null || Array.isArray(checks))) {
    refuse("checks is an object of conditions by name: { positive: sql`…` }.");
  }
  for (const list of listOf(table["uniques"], () => refuse('uniques is a list of lists: [["room", "day"]].'))) {
    if (!isNames(list)) refuse('each of uniques is a list of properties: [["room", "day"]].');
    refuseTwice(list as readonly string[], "a unique rule", refuse);
  }
  for (const index of listOf(table["indexes"], () => refuse('indexes is a list: [["-createdAt", "title"]].'))) {
    checkIndex(index, refuse);
  }
  for (const key of listOf(table["foreignKeys"], () => refuse("foreignKeys is a list of objects."))) {
    checkForeignKey(key, refuse);
  }
  if (table["textSearch"] !== undefined) checkTextSearch(table["textSearch"], refuse);
}

type Refuse = (why: string) => never;

function checkIndex(index: unknown, refuse: Refuse): void {
  const example = '["-createdAt", "title"], or { on: ["title"], unique: true }';
  if (typeof index !== "object" || index === null) refuse(`each of indexes is a list or an object: ${example}.`);
  if (!Array.isArray(index)) checkNames("An index", index as Given, indexOptions, refuse);
  const on: unknown = Array.isArray(index) ? index : (index as Given)["on"];
  if (!Array.isArray(on) || on.length === 0) refuse(`an index is over nothing: ${example}.`);
  const names = (on as unknown[]).filter((term) => typeof term === "string");
  refuseTwice(
    names.map((name) => name.replace(/^-/, "")),
    "an index",
    refuse,
  );
}

function checkForeignKey(key: unknown, refuse: Refuse): void {
  const example = '{ on: ["room", "day"], references: () => Booking }';
  if (typeof key !== "object" || key === null) refuse(`each of foreignKeys is an object: ${example}.`);
  const { on, key: targets, onDelete, onUpdate, references } = key as Given;
  checkNames("A foreign key", key as Given, keyOptions, refuse);
  if (!isNames(on) || (targets !== undefined && !isNames(targets)) || typeof references !== "function") {
    refuse(`a foreign key names its properties and a model: ${example}.`);
  }
  refuseTwice(on as readonly string[], "a foreign key", refuse);
  for (const action of [onDelete, onUpdate]) {
    if (!actions.includes(action)) {
      refuse(`onDelete and onUpdate are ${actions.slice(0, -1).join(", ")}; not ${JSON.stringify(action)}.`);
    }
  }
}

function checkTextSearch(search: unknown, refuse: Refuse): void {
  const example = '{ properties: ["title", "body"], language: "english" }';
  if (typeof search !== "object" || search === null) refuse(`textSearch is an object: ${example}.`);
  const { properties, language, name } = search as Given;
  checkNames("textSearch", search as Given, searchOptions, refuse);
  if (!isNames(properties)) refuse(`textSearch names the properties to search: ${example}.`);
  refuseTwice(properties as readonly string[], "textSearch", refuse);
  if (name !== undefined && (typeof name !== "string" || name === "" || name.includes("\0"))) {
    refuse("the name of textSearch is a string with something in it.");
  }
  if (language === undefined || textLanguages.some((known) => known === language)) return;
  const hint = typeof language === "string" ? nearest(language, textLanguages) : "";
  refuse(`textSearch knows no language ${JSON.stringify(language)}.${hint} It is one of ${textLanguages.join(", ")}.`);
}

function checkNames(what: string, given: Given, known: readonly string[], refuse: Refuse): void {
  const wrong = Object.keys(given).find((name) => !known.includes(name));
  if (wrong !== undefined) refuse(`${what} has no option ${JSON.stringify(wrong)}.${nearest(wrong, known)}`);
}

function refuseTwice(names: readonly string[], what: string, refuse: Refuse): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) refuse(`${what} names ${JSON.stringify(twice)} twice.`);
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string");
}

function listOf(value: unknown, refuse: () => never): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : refuse();
}
