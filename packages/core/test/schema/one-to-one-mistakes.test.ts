import { describe, expect, test } from "vitest";
import { field } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { type Body, build, foreignKey, linkAll, type Models, mistakeBetween, relatedModels } from "./related-models.js";

const { manyToOne, oneToOne, oneToMany } = build;

/** A user and the profile, with what a test states anew. */
const people = (User: (m: Models) => Body, Profile: (m: Models) => Body) => (m: Models) => ({
  User: { profile: () => oneToOne(() => m["Profile"], { backPopulates: "user" }), ...User(m) },
  Profile: {
    userId: () => foreignKey(() => m["User"], { unique: true }),
    user: () => oneToOne(() => m["User"], { backPopulates: "profile" }),
    ...Profile(m),
  },
});
const nothing = () => ({});

describe("a one-to-one", () => {
  test("is fine as it is declared here, whichever side comes first", () => {
    linkAll(relatedModels(people(nothing, nothing)));
    const { Profile } = relatedModels(people(nothing, nothing));
    linkAll({ Profile } as Models);
  });

  test.each(["User", "Profile"])("has a key that no other row has; linked from %s", (first) => {
    const models = people(nothing, (m) => ({ userId: () => foreignKey(() => m["User"]) }));
    const name = first === "User" ? "User.profile" : "Profile.user";
    expect(mistakeBetween(models, first)).toBe(
      `${name} is one-to-one, but several rows of Profile can have the same userId. Give it { unique: true }; or say which of many is meant: { latestBy: "createdAt" }.`,
    );
  });

  test("may have its key in the primary key, or in a unique rule of several columns", () => {
    const shared = (m: Models) => ({
      id: undefined,
      userId: () => foreignKey(() => m["User"], { primaryKey: true }),
    });
    linkAll(relatedModels(people(nothing, shared)));
    const ruled = (m: Models) => ({
      statics: { table: { uniques: [["userId"]] } },
      userId: () => foreignKey(() => m["User"]),
    });
    linkAll(relatedModels(people(nothing, ruled)));
  });

  test("has its key on one side", () => {
    const models = people(
      (m) => ({ cardId: () => foreignKey(() => m["Profile"], { unique: true }) }),
      (m) => ({ userId: undefined, holderId: () => foreignKey(() => m["User"], { unique: true }) }),
    );
    expect(mistakeBetween(models)).toBe(
      'User.profile could have its key in User (cardId) or in Profile (holderId). Say it: { foreignKey: "cardId" } on User.profile, or { foreignKey: "holderId" } on Profile.user.',
    );
  });

  test("of a model with itself says which side has the key", () => {
    const models = (m: Models) => ({
      Person: {
        guideId: () => foreignKey(() => m["Person"], { unique: true }),
        mentor: () => oneToOne(() => m["Person"], { backPopulates: "mentee" }),
        mentee: () => oneToOne(() => m["Person"], { backPopulates: "mentor" }),
      },
    });
    expect(mistakeBetween(models)).toBe(
      'Person.mentor refers to Person itself, so which side has the key (guideId) is not known. Say it: { foreignKey: "guideId" } on Person.mentor, or { foreignKey: "guideId" } on Person.mentee.',
    );
  });

  test("names a key that one of the two has", () => {
    const models = people(
      (m) => ({ profile: () => oneToOne(() => m["Profile"], { backPopulates: "user", foreignKey: "ownerId" }) }),
      nothing,
    );
    expect(mistakeBetween(models)).toContain("User.profile goes by Profile.ownerId, which does not exist.");
  });

  test("has a key", () => {
    const models = people(nothing, () => ({ userId: undefined }));
    expect(mistakeBetween(models, "User")).toContain(
      "Profile.user has no foreign key from Profile to User. Add userId",
    );
    const alone = people(
      (m) => ({ profile: () => oneToOne(() => m["Profile"]) }),
      () => ({ userId: undefined, user: undefined }),
    );
    expect(mistakeBetween(alone)).toContain("User.profile needs a foreign key from Profile to User");
  });

  test("may be missing where its key may", () => {
    const models = people(nothing, (m) => ({
      userId: () => foreignKey(() => m["User"], { unique: true, nullable: true }),
    }));
    expect(mistakeBetween(models, "Profile")).toBe(
      "Profile.user may be missing, since userId is nullable, and its type does not say so. Say nullable: true on oneToOne as well.",
    );
  });

  test("is no list's other side", () => {
    const models = people(
      (m) => ({ profile: () => oneToMany(() => m["Profile"], { backPopulates: "user" }) }),
      nothing,
    );
    expect(mistakeBetween(models, "Profile")).toContain(
      "Profile.user and User.profile disagree: the one is oneToOne, so the other must be oneToOne, not oneToMany.",
    );
  });

  test("touches from the side that has the key", () => {
    const models = people(
      (m) => ({ profile: () => oneToOne(() => m["Profile"], { backPopulates: "user", touch: true }) }),
      () => ({ updatedAt: () => field.updatedAt() }),
    );
    expect(mistakeBetween(models)).toBe(
      "User.profile cannot touch anything, since the key is in the rows at its other side. Say touch: true there.",
    );
  });
});

describe("the latest of many", () => {
  const logins =
    (options: object, Login: (m: Models) => Body = nothing) =>
    (m: Models) => ({
      User: { lastLogin: () => oneToOne(() => m["Login"], options) },
      Login: {
        userId: () => foreignKey(() => m["User"]),
        user: () => manyToOne(() => m["User"]),
        createdAt: () => field.createdAt(),
        ...Login(m),
      },
    });

  test("is by a column of the target", () => {
    expect(mistakeBetween(logins({ latestBy: "createdOn" }))).toBe(
      'User.lastLogin is the latest by "createdOn", which is no column of Login. Did you mean "createdAt"?',
    );
    expect(mistakeBetween(logins({ latestBy: "moment" }))).toBe(
      'User.lastLogin is the latest by "moment", which is no column of Login. Name a column of it: { latestBy: "createdAt" }.',
    );
    expect(mistakeBetween(logins({ latestBy: "user" }))).toContain("no column of Login");
  });

  test("finds its many by one key", () => {
    const models = logins({ latestBy: "createdAt" }, (m) => ({ adminId: () => foreignKey(() => m["User"]) }));
    expect(mistakeBetween(models)).toContain(
      'User.lastLogin is ambiguous: Login refers to User by userId and by adminId. Say which: { foreignKey: "userId" } on User.lastLogin.',
    );
    expect(mistakeBetween(logins({ latestBy: "createdAt", foreignKey: "memberId" }))).toContain(
      "User.lastLogin goes by Login.memberId, which does not exist.",
    );
  });

  test("may stand beside the whole list, whose other side is the same", () => {
    const models = relatedModels((m) => {
      const { User, Login } = logins({ latestBy: "createdAt", backPopulates: "user" }, () => ({
        user: () => manyToOne(() => m["User"], { backPopulates: "logins" }),
      }))(m);
      return { User: { ...User, logins: () => oneToMany(() => m["Login"], { backPopulates: "user" }) }, Login };
    });
    linkAll(models);
    expect(metaOf(models["User"] as never).relations.get("lastLogin")?.nullable).toBe(true);
  });

  test("cannot touch, nor have a list for its other side", () => {
    expect(mistakeBetween(logins({ latestBy: "createdAt", touch: true }))).toContain("User.lastLogin cannot touch");
    const list = (m: Models) => ({ users: () => oneToMany(() => m["User"]) });
    expect(mistakeBetween(logins({ latestBy: "createdAt", backPopulates: "users" }, list))).toContain(
      "User.lastLogin and Login.users disagree: the one is oneToOne, so the other must be manyToOne or oneToOne, not oneToMany.",
    );
  });
});
