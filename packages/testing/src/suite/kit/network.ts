import { field, Model, manyToMany, manyToOne, oneToMany, oneToOne } from "@chakra-orm/core";

/** Follows others, is in teams, logs in, and may have one mentor and one pupil. */
export class Person extends Model {
  static table = "suite_net_people";
  id = field.id();
  name = field.string(20);
  mentorId = field.foreignKey(() => Person, { nullable: true, unique: true, onDelete: "set null" });
  mentor = oneToOne(() => Person, { backPopulates: "pupil", foreignKey: "mentorId", nullable: true });
  pupil = oneToOne(() => Person, { backPopulates: "mentor", nullable: true });
  following = manyToMany(() => Person, {
    backPopulates: "followers",
    through: "suite_net_follows",
    foreignKey: "followerId",
    otherKey: "followedId",
  });
  followers = manyToMany(() => Person, { backPopulates: "following" });
  memberships = oneToMany(() => Membership, { backPopulates: "person" });
  teams = manyToMany(() => Team, { backPopulates: "members", through: () => Membership });
  logins = oneToMany(() => Login, { backPopulates: "person" });
  lastLogin = oneToOne(() => Login, { latestBy: "at" });
}

/** Has members. */
export class Team extends Model {
  static table = "suite_net_teams";
  id = field.id();
  name = field.string(20);
  members = manyToMany(() => Person, { backPopulates: "teams", through: () => Membership });
}

/** Joins people with teams, and says as what. */
export class Membership extends Model {
  static table = "suite_net_memberships";
  id = field.id();
  role = field.string(20, { default: "member" });
  personId = field.foreignKey(() => Person, { onDelete: "cascade" });
  person = manyToOne(() => Person, { backPopulates: "memberships" });
  teamId = field.foreignKey(() => Team, { onDelete: "cascade" });
  team = manyToOne(() => Team);
}

/** One of many that a person has; the newest is asked for. */
export class Login extends Model {
  static table = "suite_net_logins";
  id = field.id();
  name = field.string(20);
  at = field.dateTime();
  personId = field.foreignKey(() => Person, { onDelete: "cascade" });
  person = manyToOne(() => Person, { backPopulates: "logins" });
}

/** A node of a tree. */
export class Category extends Model {
  static table = "suite_net_categories";
  id = field.id();
  name = field.string(20);
  parentId = field.foreignKey(() => Category, { nullable: true, onDelete: "cascade" });
  parent = manyToOne(() => Category, { backPopulates: "children", nullable: true });
  children = oneToMany(() => Category, { backPopulates: "parent" });
}

/** What `tables` makes for the network. */
export const networkModels = [Person, Team, Membership, Login, Category] as const;

/**
 * Fills the network. Ann follows Ben and Cy, Ben follows Ann; Ann mentors Ben. Ann and Ben are in "red", Ann in "blue",
 * twice, and nobody in "none". Ann logged in three times and Ben twice at the same instant.
 */
export async function seedNetwork(): Promise<void> {
  const ann = await Person.create({ name: "ann" });
  const ben = await Person.create({ name: "ben", mentorId: ann.id });
  const cy = await Person.create({ name: "cy" });
  await ann.following.add(ben, cy);
  await ben.following.add(ann);
  const [red, blue] = [await Team.create({ name: "red" }), await Team.create({ name: "blue" })];
  await Team.create({ name: "none" });
  for (const [personId, teamId, role] of [
    [ann.id, red.id, "lead"],
    [ann.id, blue.id, "lead"],
    [ann.id, blue.id, "member"],
    [ben.id, red.id, "member"],
  ] as const) {
    await Membership.create({ personId, teamId, role });
  }
  for (const [name, personId, day] of [
    ["a1", ann.id, 1],
    ["a3", ann.id, 3],
    ["a2", ann.id, 2],
    ["b1", ben.id, 4],
    ["b2", ben.id, 4],
  ] as const) {
    await Login.create({ name, personId, at: new Date(Date.UTC(2026, 0, day)) });
  }
  const root = await Category.create({ name: "root" });
  const [left, right] = [
    await Category.create({ name: "left", parentId: root.id }),
    await Category.create({ name: "right", parentId: root.id }),
  ];
  for (const [name, parent] of [
    ["left 1", left],
    ["left 2", left],
    ["right 1", right],
  ] as const) {
    await Category.create({ name, parentId: parent.id });
  }
}
