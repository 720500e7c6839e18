import { field, Model, manyToMany, manyToOne, oneToMany, oneToOne } from "@chakra-orm/core";

/** Everything here stays in its table when it is deleted. */
export class Owner extends Model {
  static table = "suite_kennel_owners";
  id = field.id();
  name = field.string(20);
  deletedAt = field.deletedAt();
  dogs = oneToMany(() => Dog, { backPopulates: "owner" });
  licence = oneToOne(() => Licence, { backPopulates: "owner", nullable: true });
  clubs = manyToMany(() => Club, { backPopulates: "owners" });
  courses = manyToMany(() => Club, { through: () => Course });
  visits = oneToMany(() => Visit, { through: "dogs" });
  youngest = oneToOne(() => Dog, { latestBy: "born" });
}

/** Has an owner, deleted or not. */
export class Dog extends Model {
  static table = "suite_kennel_dogs";
  id = field.id();
  name = field.string(20);
  born = field.date();
  deletedAt = field.deletedAt();
  ownerId = field.foreignKey(() => Owner);
  owner = manyToOne(() => Owner, { backPopulates: "dogs" });
  visits = oneToMany(() => Visit, { backPopulates: "dog" });
}

/** One for each owner at most. */
export class Licence extends Model {
  static table = { name: "suite_kennel_licences", uniques: [["ownerId" as const]] };
  id = field.id();
  name = field.string(20);
  deletedAt = field.deletedAt();
  ownerId = field.foreignKey(() => Owner);
  owner = oneToOne(() => Owner, { backPopulates: "licence" });
}

/** Joined with owners by a table, and by a model that is itself marked as deleted. */
export class Club extends Model {
  static table = "suite_kennel_clubs";
  id = field.id();
  name = field.string(20);
  deletedAt = field.deletedAt();
  owners = manyToMany(() => Owner, { backPopulates: "clubs" });
}

/** An owner's course at a club. */
export class Course extends Model {
  static table = "suite_kennel_courses";
  id = field.id();
  deletedAt = field.deletedAt();
  ownerId = field.foreignKey(() => Owner);
  owner = manyToOne(() => Owner);
  clubId = field.foreignKey(() => Club);
  club = manyToOne(() => Club);
}

/** A dog's visit to the vet; these are never deleted. */
export class Visit extends Model {
  static table = "suite_kennel_visits";
  id = field.id();
  name = field.string(20);
  dogId = field.foreignKey(() => Dog);
  dog = manyToOne(() => Dog, { backPopulates: "visits" });
}

/** What `tables` makes for the kennel. */
export const kennelModels = [Owner, Dog, Licence, Club, Course, Visit] as const;

/** Fills the kennel: Ann has one of each that is there and one of each that is deleted; Ben is deleted himself. */
export async function seedKennel(): Promise<void> {
  const [ann, ben] = [await Owner.create({ name: "ann" }), await Owner.create({ name: "ben" })];
  const rex = await Dog.create({ name: "rex", born: "2020-01-01", ownerId: ann.id });
  const old = await Dog.create({ name: "old", born: "2024-01-01", ownerId: ann.id });
  const bens = await Dog.create({ name: "ben's", born: "2021-01-01", ownerId: ben.id });
  for (const dog of [rex, old, bens]) await Visit.create({ name: `of ${dog.name}`, dogId: dog.id });
  const licence = await Licence.create({ name: "ann's", ownerId: ann.id });
  const [red, gone] = [await Club.create({ name: "red" }), await Club.create({ name: "gone" })];
  const blue = await Club.create({ name: "blue" });
  await ann.clubs.add(red, gone);
  await ben.clubs.add(red);
  await Course.create({ ownerId: ann.id, clubId: red.id });
  await Course.create({ ownerId: ann.id, clubId: gone.id });
  const cancelled = await Course.create({ ownerId: ann.id, clubId: blue.id });
  for (const record of [ben, old, licence, gone, cancelled]) await record.delete();
}
