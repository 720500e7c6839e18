import { contains, every, gte, isNull, manyToOne, none, not, oneToMany, or, some } from "../../src/index.js";
import type { All, Equal } from "./equal.js";
import { Citizen, type Club, House, Membership, Note, type Passport } from "./village.js";

export async function lazyRelationsAreAwaited(citizen: Citizen, note: Note) {
  const house = await citizen.house;
  const boss = await citizen.boss;
  const team = await citizen.team;
  const passport = await citizen.passport;
  const latest = await citizen.latestNote;
  const subject = await note.subject;
  const writer: Citizen = await note.writer;
  // @ts-expect-error not loaded: it has to be awaited
  citizen.house.street;
  // @ts-expect-error a list that is not loaded has no elements
  citizen.team[0];
  // @ts-expect-error nullable
  boss.name;
  // @ts-expect-error the latest of many may not be there
  latest.body;
  return [house.street, team.length, passport?.number, subject instanceof House, writer] satisfies [
    string,
    number,
    string | undefined,
    boolean,
    Citizen,
  ];
}

export async function loadedRelationsAreThere() {
  const [one] = await Citizen.with("house", "boss.house", "team.clubs", "passport", "latestNote");
  if (one === undefined) return;
  const street: string = one.house.street;
  const maybe: string | undefined = one.boss?.house.street;
  const titles: string[] = one.team.flatMap(({ clubs }) => clubs.map(({ title }) => title));
  const number: string | undefined = one.passport?.number;
  // @ts-expect-error nullable
  one.boss.name;
  // @ts-expect-error nullable
  one.latestNote.body;
  // @ts-expect-error this one was not named
  one.friends[0];
  // @ts-expect-error the boss of the boss was not named
  one.boss?.boss?.name;
  await one.save();
  const kept = await one.house.citizens;
  return [street, maybe, titles, number, kept.length];
}

export async function callbacksNarrowWhatIsLoaded() {
  const [one] = await Citizen.with({
    team: (query) =>
      query
        .where({ name: contains("a") })
        .orderBy("-age")
        .limit(3)
        .with("house"),
  });
  const street: string | undefined = one?.team[0]?.house.street;
  const [both] = await Citizen.with("boss", { clubs: (clubs) => clubs.orderBy("title") });
  const title: string | undefined = both?.clubs[0]?.title;
  // @ts-expect-error no such column at the other end
  Citizen.with({ team: (query) => query.where({ street: "High" }) });
  return [street, title];
}

export async function countsAndJoins(citizens: Citizen[]) {
  const [counted] = await Citizen.withCount("team").withCount({ clubs: (clubs) => clubs.where({ title: "Chess" }) });
  const [joined] = await Citizen.where({ age: gte(18) }).joined("house", "boss.house");
  const loaded = await Citizen.load(citizens, "house", "team.house");
  const single = await Citizen.load(citizens[0] as Citizen, "passport");
  // @ts-expect-error lists are not joined
  Citizen.all().joined("team");
  // @ts-expect-error one record is not counted
  Citizen.withCount("house");
  const street: string | undefined = joined?.house.street ?? joined?.boss?.house.street;
  return [counted?.teamCount, counted?.clubsCount, street, loaded[0]?.team[0]?.house.street, single.passport?.number];
}

export function pathsAreChecked() {
  // @ts-expect-error misspelt
  Citizen.with("huose");
  // @ts-expect-error a column is no relation
  Citizen.with("name");
  // @ts-expect-error misspelt on the way
  Citizen.with("house.citizen");
  // @ts-expect-error no such column across a relation
  Citizen.orderBy("house.nope");
  // @ts-expect-error not through a list
  Citizen.orderBy("team.name");
  return Citizen.orderBy("-house.street", "boss.house.street", "name");
}

export function conditionsCrossRelations(citizen: Citizen, house: House, note: Note, club: Club) {
  Citizen.where({ house: { street: contains("High") }, boss: { house: { street: "Low" } } });
  Citizen.where({ team: some({ name: "Ann" }), clubs: none(), friends: every({ age: gte(18) }) });
  Citizen.where({ team: { house: { citizens: some({ name: "Bob" }) } } });
  Citizen.where({ house, boss: null, passport: isNull });
  Citizen.where(or({ boss: citizen }, { team: none({ name: "Cid" }) }, not({ house: { street: "x" } })));
  Citizen.where({ house: (row) => row.street.length().gt(3) });
  Note.where({ subject: house, writer: citizen });
  Citizen.where({ clubs: club, team: citizen, passport: null });
  // @ts-expect-error no such column across a relation
  Citizen.where({ house: { nope: 1 } });
  // @ts-expect-error wrong operand across a relation
  Citizen.where({ house: { street: 1 } });
  // @ts-expect-error not nullable, so never null
  Citizen.where({ house: null });
  // @ts-expect-error no such column in the list
  Citizen.where({ team: some({ street: "x" }) });
  // @ts-expect-error several models have no columns to compare
  Note.where({ subject: { street: "x" } });
  // @ts-expect-error not one of its models
  Note.where({ subject: note });
  // @ts-expect-error a record of another model
  Citizen.where({ house: club });
  // @ts-expect-error a record of another model where there are many
  Citizen.where({ team: club });
  // @ts-expect-error a record of another model, inside or
  Citizen.where(or({ house: club }, { name: "Ann" }));
  // @ts-expect-error one record is no list to have some of
  Citizen.where({ house: some({ street: "x" }) });
  // @ts-expect-error nor to be empty
  Citizen.where({ boss: none() });
  const all = every({ street: "x" });
  // @ts-expect-error nor to be told apart before
  Citizen.where({ house: all });
}

export async function creationTakesRecordsOrKeys(house: House, club: Club, citizen: Citizen) {
  await Citizen.create({ name: "Ann", houseId: 1 });
  await Citizen.create({ name: "Ann", house });
  await Citizen.create({ name: "Ann", house: { street: "High" } });
  await Citizen.create({
    name: "Ann",
    house,
    team: [{ name: "Bob", house }, citizen],
    clubs: [club, { title: "Chess" }],
  });
  await House.create({ street: "High", citizens: [{ name: "Ann" }, { name: "Bob", boss: citizen }] });
  await Note.create({ body: "x", at: new Date(), citizenId: 1, writer: citizen, subject: club });
  // @ts-expect-error a key or a record is needed
  await Citizen.create({ name: "Ann" });
  // @ts-expect-error a record of another model
  await Citizen.create({ name: "Ann", house: club });
  // @ts-expect-error not a property of the nested model
  await Citizen.create({ name: "Ann", house: { nope: "High" } });
  // @ts-expect-error a needed property of the nested model is missing
  await House.create({ street: "High", citizens: [{ age: 3 }] });
  await citizen.update({ house, boss: null });
  // @ts-expect-error not nullable
  await citizen.update({ house: null });
  // @ts-expect-error lists have verbs of their own
  await citizen.update({ team: [] });
}

export async function assigningAndLists(citizen: Citizen, house: House, club: Club) {
  citizen.house = house;
  citizen.boss = null;
  citizen.boss = citizen;
  // @ts-expect-error not nullable
  citizen.house = null;
  // @ts-expect-error a record of another model
  citizen.house = club;
  await citizen.team.add(citizen);
  await citizen.clubs.add(club, { role: "lead" });
  await citizen.clubs.set([club]);
  const made: Citizen = await house.citizens.create({ name: "Dan" });
  const has: boolean = await citizen.friends.contains(made);
  const found: Citizen[] = await citizen.friends.where({ name: "Ann" }).orderBy("-age").limit(3);
  // @ts-expect-error a record of another model
  await citizen.team.add(club);
  // @ts-expect-error no such column in the model in between
  await citizen.clubs.add(club, { rank: 1 });
  // @ts-expect-error the table in between has only keys
  await citizen.friends.add(citizen, { role: "lead" });
  // @ts-expect-error a name is needed
  await house.citizens.create({ age: 3 });
  return [has, found, await citizen.team.count(), await Membership.count()];
}

export function declarationsAreChecked() {
  // @ts-expect-error a misspelt option
  manyToOne(() => House, { backPopulate: "citizens" });
  // @ts-expect-error lists are never null
  oneToMany(() => Citizen, { nullable: true });
}

type Awaitable<P> = P extends PromiseLike<infer T> ? T : never;
export type Precise = All<
  [
    Equal<Awaitable<Exclude<Citizen["house"], House>>, House>,
    Equal<Awaitable<Exclude<Citizen["boss"], Citizen | null>>, Citizen | null>,
    Equal<Awaitable<Citizen["team"]>, Citizen[]>,
    Equal<Awaitable<Exclude<Citizen["latestNote"], Note | null>>, Note | null>,
    Equal<Awaitable<Exclude<Passport["citizen"], Citizen>>, Citizen>,
    Equal<Awaitable<Exclude<Note["subject"], House | Club | null>>, House | Club | null>,
  ]
>;
