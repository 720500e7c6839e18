import type { BaseKeys, FieldKeys } from "../../src/fields/column.js";
import type { RelationKeys, ToManyKeys, ToOneKeys } from "../../src/fields/relation-types.js";
import type { Model, ToMany, ToOne, ToOneBy, ToOneOf, ToOneOfBy } from "../../src/index.js";
import type { All, Equal } from "./equal.js";
import { type City, Remark } from "./fixture/city.js";
import { Company } from "./fixture/company.js";
import type { read, withAll } from "./fixture/main.js";
import { Person } from "./fixture/person.js";

export type Declared = All<
  [
    Equal<Person["employer"], ToOne<Company>>,
    Equal<Person["mentor"], ToOne<Person | null>>,
    Equal<Person["led"], ToOne<Company | null>>,
    Equal<Person["pupils"], ToMany<Person>>,
    Equal<Person["visited"], ToMany<City>>,
    Equal<Company["boss"], ToOneBy<Person, "leaderId">>,
    Equal<Company["seat"], ToOne<City>>,
    Equal<Remark["about"], ToOneOf<Person | Company>>,
    Equal<Remark["place"], ToOneOfBy<City | Company | null, "placeKey" | "placeTable">>,
  ]
>;

/** A getter, also one that gives a record, is no relation; neither is a column of any type. */
export type Named = All<
  [
    Equal<RelationKeys<Person>, "employer" | "home" | "mentor" | "pupils" | "led" | "visited" | "colleagues">,
    Equal<ToOneKeys<Person>, "employer" | "home" | "mentor" | "led">,
    Equal<ToManyKeys<Person>, "pupils" | "visited" | "colleagues">,
    Equal<FieldKeys<Person>, "id" | "name" | "extra" | "employerId" | "homeCode" | "mentorId" | "kind">,
    Equal<RelationKeys<City>, "companies">,
    // Types that go through a model's properties leave these out by name: the list has to be that of the base class.
    Equal<keyof Model, BaseKeys>,
  ]
>;

type First = NonNullable<Awaited<ReturnType<typeof read>>["first"]>;
type One = NonNullable<Awaited<ReturnType<typeof read>>["one"]>;

export type Loaded = All<
  [
    Equal<First["employer"]["seat"]["code"], City["code"]>,
    Equal<NonNullable<First["mentor"]>["name"], Person["name"]>,
    Equal<null extends First["mentor"] ? true : false, true>,
    Equal<null extends First["employer"] ? true : false, false>,
    Equal<First["visited"][number], City>,
    Equal<First["home"], ToOne<City>>,
    Equal<One["people"][number]["home"]["code"], City["code"]>,
    Equal<Awaited<typeof withAll>[number]["pupils"][number]["employer"]["title"], Company["title"]>,
  ]
>;

export async function keysThatAreNotIds(city: City, company: Company) {
  await Person.create({ name: "a", employerId: 1, homeCode: "ROM" });
  await Person.create({ name: "a", employer: company, home: city });
  await Person.create({ name: "a", employer: company, homeCode: "ROM" });
  await Person.create({ name: "a", employer: company, home: { code: "ROM" } });
  // @ts-expect-error neither the city nor its code
  await Person.create({ name: "a", employer: company });
  // @ts-expect-error null instead of the city
  await Person.create({ name: "a", employer: company, home: null });
  // @ts-expect-error undefined instead of the city
  await Person.create({ name: "a", employer: company, home: undefined });
  // @ts-expect-error a city is no company
  await Person.create({ name: "a", employer: city, home: city });
  // @ts-expect-error the name is missing beside both
  await Person.create({ employer: company, home: city });
}

export async function keysByTheirName(person: Person, city: City) {
  await Company.create({ title: "a", seat: city, leaderId: 1 });
  await Company.create({ title: "a", seat: city, boss: person });
  await Company.create({ title: "a", seatCode: "ROM", boss: { name: "b", employerId: 1, home: city } });
  // @ts-expect-error neither the boss nor their id
  await Company.create({ title: "a", seat: city });
  // @ts-expect-error a column of the nested record is missing
  await Company.create({ title: "a", seat: city, boss: { employerId: 1, home: city } });
}

export async function recordsOfSeveralModels(person: Person, company: Company, city: City) {
  await Remark.create({ text: "a", scope: "b", about: person });
  await Remark.create({ text: "a", scope: "b", aboutId: 1, aboutType: "people", place: city });
  await Remark.create({ text: "a", scope: "b", about: company, place: null, placeKey: "ROM" });
  await Remark.where({ about: person, place: null });
  const [remark] = await Remark.with("about.employer", "about.people", "place").where({ place: company });
  const about = remark?.about;
  const said: string | undefined = about instanceof Person ? about.name : about?.title;
  const place: City | Company | null | undefined = remark?.place;
  // @ts-expect-error a person or a company
  about?.title;
  // @ts-expect-error the id without the type
  await Remark.create({ text: "a", scope: "b", aboutId: 1 });
  // @ts-expect-error not one of its models
  await Remark.create({ text: "a", scope: "b", about: city });
  // @ts-expect-error not one of its models
  await Remark.where({ place: person });
  // @ts-expect-error a relation that none of them has
  Remark.with("about.nope");
  return [said, place];
}

export function membersOfRecordsAreNoConditions(person: Person, names: string[]) {
  // @ts-expect-error a getter at the other end is no column
  Person.where({ mentor: { shout: "X" } });
  // @ts-expect-error a getter that gives a record is no relation
  Person.where({ self: person });
  // @ts-expect-error a getter that gives a record is not loaded
  Person.with("self");
  // @ts-expect-error a handle is no record: await it first
  Person.where({ mentor: person.employer });
  // @ts-expect-error state at the other end is no column
  Person.where({ mentor: { $isNew: true } });
  // @ts-expect-error what may be any name is none
  Person.with(...names);
  // @ts-expect-error what may be any name is none
  Person.orderBy(...names);
  // @ts-expect-error through a list
  Company.all().joined("people");
  // @ts-expect-error a relation at depth that is misspelt
  Person.with("employer.people.home.compnies");
  // @ts-expect-error a relation whose name is misspelt, beside one that is not
  Company.with({ people: (query) => query.limit(1), peple: (query: never) => query });
}

/** What is loaded can be given where a record is meant, and assigned. */
export async function loadedRecordsAreRecords(person: Person) {
  const loaded = await Person.load(person, "employer.people", "mentor");
  const again = await Person.load(loaded, "home");
  again.employer.people[0]?.name satisfies string | undefined;
  again.home.code satisfies string;
  person.mentor = loaded;
  person.employer = loaded.employer;
  loaded.mentor = null;
  await Person.where({ mentor: loaded, employer: loaded.employer });
  await Person.create({ name: "a", employer: loaded.employer, home: again.home, mentor: loaded });
  await person.update({ mentor: loaded });
  await loaded.employer.people.add(person);
  await loaded.save();
}
