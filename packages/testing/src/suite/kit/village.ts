import type { SocietyRows } from "./society-rows.js";

/** A few rows to know by heart: Ann writes much, Bob little, Cid nothing; Dan writes and belongs nowhere. */
export const village: SocietyRows = {
  companies: [
    { id: 1, name: "acme" },
    { id: 2, name: "bolt" },
    { id: 3, name: "void" },
  ],
  people: [
    { id: 1, name: "ann", age: 30, companyId: 1 },
    { id: 2, name: "bob", age: null, companyId: 1 },
    { id: 3, name: "cid", age: 50, companyId: 2 },
    { id: 4, name: "dan", age: 20, companyId: null },
  ],
  profiles: [
    { id: 1, bio: "long", personId: 1 },
    { id: 2, bio: null, personId: 3 },
  ],
  posts: [
    { id: 1, title: "one", views: 10, deletedAt: null, authorId: 1 },
    { id: 2, title: "two", views: 0, deletedAt: null, authorId: 1 },
    { id: 3, title: "one", views: 5, deletedAt: null, authorId: 2 },
    { id: 4, title: "gone", views: 99, deletedAt: new Date(0), authorId: 4 },
    { id: 5, title: "four", views: null, deletedAt: null, authorId: 4 },
  ],
  tags: [
    { id: 1, name: "red" },
    { id: 2, name: "blue" },
    { id: 3, name: "unused" },
  ],
  photos: [{ id: 1, url: "p" }],
  remarks: [
    { id: 1, body: "nice", subjectType: "suite_posts", subjectId: 1 },
    { id: 2, body: "nice", subjectType: "suite_posts", subjectId: 1 },
    { id: 3, body: "bad", subjectType: "suite_posts", subjectId: 3 },
    { id: 4, body: "nice", subjectType: "suite_photos", subjectId: 1 },
    { id: 5, body: "lost", subjectType: null, subjectId: null },
    { id: 6, body: "late", subjectType: "suite_posts", subjectId: 4 },
  ],
  groups: [
    { id: 1, name: "root", parentId: null },
    { id: 2, name: "mid", parentId: 1 },
    { id: 3, name: "leaf", parentId: 2 },
    { id: 4, name: "leaf", parentId: null },
  ],
  memberships: [
    { id: 1, role: "lead", personId: 1, groupId: 1 },
    { id: 2, role: "member", personId: 1, groupId: 3 },
    { id: 3, role: "member", personId: 2, groupId: 1 },
    { id: 4, role: "lead", personId: 3, groupId: 4 },
    // Twice in the same group.
    { id: 5, role: "member", personId: 3, groupId: 4 },
  ],
  follows: [
    [1, 2],
    [2, 3],
    [3, 1],
    [4, 4],
  ],
  taggings: [
    [1, 1],
    [1, 2],
    [3, 1],
    [4, 2],
  ],
};
