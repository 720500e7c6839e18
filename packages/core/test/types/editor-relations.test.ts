import { afterAll, describe, expect, test } from "vitest";
import { Editor } from "./editor.js";

const editor = new Editor();
afterAll(() => editor.dispose());

const head = [
  'import { Person } from "./fixture/person.js";',
  'import type { Company } from "./fixture/company.js";',
  'import { City, Remark } from "./fixture/city.js";',
  'import { every, manyToMany, manyToOne, none, oneToMany, oneToOne, some } from "../../src/index.js";',
  "declare const person: Person; declare const company: Company; declare const remark: Remark;\n",
].join("\n");
const completions = (code: string): string[] => editor.completions(head + code).sort();
const hover = (code: string): string => editor.hover(head + code);

const columns = ["employerId", "extra", "homeCode", "id", "kind", "mentorId", "name"];
const relations = ["colleagues", "employer", "home", "led", "mentor", "pupils", "visited"];
const ofPerson = [...columns, ...relations].sort();
const ofCompany = ["boss", "id", "leaderId", "people", "seat", "seatCode", "title"];
const companyRelations = ["boss", "people", "seat"];

describe("hovering over a relation shows a short type", () => {
  test.each([
    ["person./*|*/employer", "(property) Person.employer: ToOne<Company>"],
    ["person./*|*/mentor", "(property) Person.mentor: ToOne<Person | null>"],
    ["person./*|*/pupils", "(property) Person.pupils: ToMany<Person>"],
    ["person./*|*/visited", "(property) Person.visited: ToMany<City>"],
    ["company./*|*/boss", '(property) Company.boss: ToOneBy<Person, "leaderId">'],
    ["remark./*|*/about", "(property) Remark.about: ToOneOf<Person | Company>"],
    ["const /*|*/found = await person.employer", "const found: Company"],
    ["const /*|*/found = await person.mentor", "const found: Person | null"],
    ["const /*|*/found = await person.pupils", "const found: Person[]"],
    ["const [one] = await Person.with('home'); const /*|*/home = one!.home", "const home: City & Loaded"],
  ])("%s", (code, shown) => {
    expect(hover(code)).toBe(shown);
  });
});

describe("completion offers relations", () => {
  test("in with, as far as the path goes", () => {
    expect(completions('Person.with("/*|*/")')).toEqual(relations);
    expect(completions('Person.all().with("home", "/*|*/")')).toEqual(expect.arrayContaining(relations));
    expect(completions('Person.with("employer./*|*/")')).toEqual(
      expect.arrayContaining(companyRelations.map((name) => `employer.${name}`)),
    );
    expect(completions('Person.load(person, "employer.boss./*|*/")')).toEqual(
      expect.arrayContaining(relations.map((name) => `employer.boss.${name}`)),
    );
  });

  test("in with, by their names before a callback", () => {
    expect(completions("Person.with({ /*|*/ })")).toEqual(relations);
    expect(completions('Person.with("home", { /*|*/ })')).toEqual(relations);
  });

  test("in joined and withCount, those that fit", () => {
    expect(completions('Person.all().joined("/*|*/")')).toEqual(["employer", "home", "led", "mentor"]);
    expect(completions('Person.withCount("/*|*/")')).toEqual(["colleagues", "pupils", "visited"]);
    expect(completions("Person.withCount({ /*|*/ })")).toEqual(["colleagues", "pupils", "visited"]);
  });

  test("in a callback, the query of the other end", () => {
    expect(completions("Person.with({ employer: (query) => query./*|*/ })")).toEqual(
      expect.arrayContaining(["limit", "orderBy", "where", "with"]),
    );
    expect(completions('Person.with({ employer: (query) => query.with("/*|*/") })')).toEqual(companyRelations);
    expect(completions("Person.with({ employer: (query) => query.where({ /*|*/ }) })")).toEqual(ofCompany);
  });

  test("in orderBy, the columns at the other end", () => {
    const across = ["id", "leaderId", "seatCode", "title"];
    expect(completions('Person.orderBy("employer./*|*/")')).toEqual(
      expect.arrayContaining(across.map((name) => `employer.${name}`)),
    );
    expect(completions('Person.orderBy("-employer./*|*/")')).toEqual(across.map((name) => `-employer.${name}`));
  });
});

describe("completion offers what the other end has", () => {
  // A record can stand there too, so its save is offered; nothing else of it.
  const orRecord = (names: readonly string[]) => [...names, "save"].sort();

  test.each([
    ["where", "Person.where({ /*|*/ })", ofPerson],
    ["conditions on one", "Person.where({ employer: { /*|*/ } })", orRecord(ofCompany)],
    ["conditions on a list", "Person.where({ pupils: { /*|*/ } })", orRecord(ofPerson)],
    ["conditions at depth", "Person.where({ pupils: { employer: { /*|*/ } } })", orRecord(ofCompany)],
    ["some", "Person.where({ pupils: some({ /*|*/ }) })", ofPerson],
    ["every", "Person.where({ pupils: every({ name: 'a', /*|*/ }) })", columnsBut("name")],
    ["none at depth", "Person.all().where({ employer: { people: none({ /*|*/ }) } })", ofPerson],
    ["or", "Person.where(or({ employer: { title: 'a' } }, { employer: { /*|*/ } }))", orRecord(ofCompany)],
    ["a list's where", "person.pupils.where({ /*|*/ })", ofPerson],
    ["nested creation", "Person.create({ employer: { /*|*/ } })", orRecord(ofCompany)],
    ["nested creation of many", "City.create({ code: 'a', companies: [{ /*|*/ }] })", orRecord(ofCompany)],
    ["creation", "Person.create({ /*|*/ })", ofPerson],
    ["update", "person.update({ /*|*/ })", [...columns, "employer", "home", "led", "mentor"].sort()],
  ])("in %s", (_, code, names) => {
    expect(completions(code)).toEqual(names);
  });

  function columnsBut(name: string): string[] {
    return ofPerson.filter((each) => each !== name);
  }
});

describe("completion offers the options of", () => {
  const both = ["backPopulates", "foreignKey", "nullable", "source", "through", "touch"];
  test.each([
    ["manyToOne", "manyToOne(() => City, { /*|*/ })", [...both, "counterCache"]],
    [
      "manyToOne to several models",
      "manyToOne(() => [City, Remark], { /*|*/ })",
      ["foreignKey", "nullable", "touch", "typeField"],
    ],
    ["oneToOne", "oneToOne(() => City, { /*|*/ })", [...both, "latestBy"]],
    ["oneToMany", "oneToMany(() => City, { /*|*/ })", ["backPopulates", "foreignKey", "source", "through"]],
    ["manyToMany", "manyToMany(() => City, { /*|*/ })", ["backPopulates", "foreignKey", "otherKey", "through"]],
  ])("%s", (_, code, options) => {
    expect(completions(`class Probe extends Model { x = ${code} }`)).toEqual([...options].sort());
  });
});
