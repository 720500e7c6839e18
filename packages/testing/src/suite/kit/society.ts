import { field, Model, manyToMany, manyToOne, oneToMany, oneToOne } from "@chakra-orm/core";

/** What people may belong to; some belong to none. */
export class Company extends Model {
  static table = "suite_companies";
  id = field.id();
  name = field.string(20);
  staff = oneToMany(() => Person, { backPopulates: "company" });
}

/** One model that is at an end of every kind of relation. */
export class Person extends Model {
  static table = "suite_people";
  id = field.id();
  name = field.string(20);
  age = field.integer({ nullable: true });
  companyId = field.foreignKey(() => Company, { nullable: true, onDelete: "set null" });
  company = manyToOne(() => Company, { backPopulates: "staff", nullable: true });
  profile = oneToOne(() => Profile, { backPopulates: "person", nullable: true });
  posts = oneToMany(() => Post, { backPopulates: "author" });
  mostViewed = oneToOne(() => Post, { latestBy: "views" });
  remarks = oneToMany(() => Remark, { through: "posts" });
  memberships = oneToMany(() => Membership, { backPopulates: "person" });
  groups = manyToMany(() => Group, { through: () => Membership, backPopulates: "people" });
  follows = manyToMany(() => Person, {
    through: "suite_follows",
    foreignKey: "followerId",
    otherKey: "followedId",
    backPopulates: "followers",
  });
  followers = manyToMany(() => Person, {
    through: "suite_follows",
    foreignKey: "followedId",
    otherKey: "followerId",
    backPopulates: "follows",
  });
}

/** One at most for each person. */
export class Profile extends Model {
  static table = "suite_profiles";
  id = field.id();
  bio = field.string(20, { nullable: true });
  personId = field.foreignKey(() => Person, { unique: true, onDelete: "cascade" });
  person = oneToOne(() => Person, { backPopulates: "profile" });
}

/** Is marked as deleted rather than gone. */
export class Post extends Model {
  static table = "suite_posts";
  id = field.id();
  title = field.string(20);
  views = field.integer({ nullable: true });
  deletedAt = field.deletedAt();
  authorId = field.foreignKey(() => Person);
  author = manyToOne(() => Person, { backPopulates: "posts" });
  tags = manyToMany(() => Tag, { backPopulates: "posts" });
  remarks = oneToMany(() => Remark, { backPopulates: "subject" });
}

/** By a table that only joins. */
export class Tag extends Model {
  static table = "suite_tags";
  id = field.id();
  name = field.string(20, { unique: true });
  posts = manyToMany(() => Post, { backPopulates: "tags" });
}

/** The other thing that can be remarked on. */
export class Photo extends Model {
  static table = "suite_photos";
  id = field.id();
  url = field.string(20);
  remarks = oneToMany(() => Remark, { backPopulates: "subject" });
}

/** On a post, on a photo, or on nothing. */
export class Remark extends Model {
  static table = "suite_remarks";
  id = field.id();
  body = field.string(20);
  subjectId = field.integer({ nullable: true });
  subjectType = field.string(63, { nullable: true });
  subject = manyToOne(() => [Post, Photo], { nullable: true });
}

/** Joins people and groups, and says more than that. */
export class Membership extends Model {
  static table = "suite_memberships";
  id = field.id();
  role = field.string(10, { default: "member" });
  personId = field.foreignKey(() => Person, { onDelete: "cascade" });
  person = manyToOne(() => Person, { backPopulates: "memberships" });
  groupId = field.foreignKey(() => Group, { onDelete: "cascade" });
  group = manyToOne(() => Group, { backPopulates: "memberships" });
}

/** A group can be within another one. */
export class Group extends Model {
  static table = "suite_groups";
  id = field.id();
  name = field.string(20);
  parentId = field.foreignKey(() => Group, { nullable: true, onDelete: "set null" });
  parent = manyToOne(() => Group, { backPopulates: "children", nullable: true });
  children = oneToMany(() => Group, { backPopulates: "parent" });
  memberships = oneToMany(() => Membership, { backPopulates: "group" });
  people = manyToMany(() => Person, { through: () => Membership, backPopulates: "groups" });
}

/** All of them, for `tables`. */
export const society = [Company, Person, Profile, Post, Tag, Photo, Remark, Group, Membership] as const;
