import { beforeAll } from "vitest";
import { loose } from "./loose.js";
import { Company, Group, Membership, Person, Photo, Post, Profile, Remark, society, Tag } from "./society.js";
import type { Suite } from "./suite.js";
import { tables } from "./tables.js";

/** A row as plain data, with the id that it has in the database. */
export type Row = Readonly<Record<string, unknown>> & { readonly id: number };

/** Rows of every table of the society, join tables included. */
export interface SocietyRows {
  readonly companies: readonly Row[];
  readonly people: readonly Row[];
  readonly profiles: readonly Row[];
  readonly posts: readonly Row[];
  readonly tags: readonly Row[];
  readonly photos: readonly Row[];
  readonly remarks: readonly Row[];
  readonly groups: readonly Row[];
  readonly memberships: readonly Row[];
  readonly follows: readonly (readonly [follower: number, followed: number])[];
  readonly taggings: readonly (readonly [post: number, tag: number])[];
}

/** Rows as they fall: with people who belong to nothing, and tags that nothing has. The same for the same seed. */
export function randomSociety(seed: number): SocietyRows {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const orNull = (value: number): number | null => (below(3) === 0 ? null : value);
  const ids = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const word = (): string => "abc".charAt(below(3));
  const pairs = (count: number, left: number, right: number) => [
    ...new Map(
      ids(count)
        .map(() => [1 + below(left), 1 + below(right)] as const)
        .map((pair) => [pair.join(), pair]),
    ),
  ];
  return {
    companies: ids(3).map((id) => ({ id, name: word() })),
    people: ids(6).map((id) => ({ id, name: word(), age: orNull(below(4)), companyId: orNull(1 + below(3)) })),
    profiles: ids(6).flatMap((personId) =>
      below(2) === 0 ? [] : [{ id: personId, bio: below(2) === 0 ? null : word(), personId }],
    ),
    posts: ids(9).map((id) => ({
      id,
      title: word(),
      views: orNull(below(4)),
      authorId: 1 + below(5),
      deletedAt: below(4) === 0 ? new Date(0) : null,
    })),
    tags: ids(4).map((id) => ({ id, name: `${id}` })),
    photos: ids(3).map((id) => ({ id, url: word() })),
    remarks: ids(10).map((id) => {
      const on = below(5);
      const subject = on === 0 ? null : on < 3 ? "suite_photos" : "suite_posts";
      return {
        id,
        body: word(),
        subjectType: subject,
        subjectId: subject && 1 + below(subject === "suite_posts" ? 9 : 3),
      };
    }),
    groups: ids(5).map((id) => ({ id, name: word(), parentId: id === 1 ? null : orNull(1 + below(id - 1)) })),
    memberships: ids(8).map((id) => ({ id, role: word(), personId: 1 + below(6), groupId: 1 + below(5) })),
    follows: pairs(8, 6, 6).map(([, pair]) => pair),
    taggings: pairs(10, 9, 4).map(([, pair]) => pair),
  };
}

/** Makes the tables before the tests of a `describe`, and fills them. */
export function withSociety(suite: Suite, rows: SocietyRows): void {
  tables(suite, ...society);
  beforeAll(async () => {
    const fill = async (model: Parameters<typeof loose>[0], list: readonly Row[]): Promise<void> => {
      for (const row of list) await Object.assign(new (loose(model))(), row).save();
    };
    await fill(Company, rows.companies);
    await fill(Person, rows.people);
    await fill(Profile, rows.profiles);
    await fill(Post, rows.posts);
    await fill(Tag, rows.tags);
    await fill(Photo, rows.photos);
    await fill(Remark, rows.remarks);
    await fill(Group, rows.groups);
    await fill(Membership, rows.memberships);
    for (const [follower, followed] of rows.follows) {
      await (await Person.find(follower)).follows.add(await Person.find(followed));
    }
    for (const [post, tag] of rows.taggings) {
      const tags = (await Post.withDeleted().find(post)).tags;
      await tags.add(await Tag.find(tag));
    }
  });
}
