import type { Row, SocietyRows } from "./society-rows.js";

/** One relation, as plain JavaScript sees it. */
export interface OracleRelation {
  /** Several for a polymorphic one. */
  readonly targets: readonly [ModelName, ...ModelName[]];
  readonly many: boolean;
  readonly related: (row: Row) => readonly Row[];
}

/** A model, as plain JavaScript sees it. */
export interface OracleModel {
  /** What queries see: without what is marked as deleted. */
  readonly rows: readonly Row[];
  readonly all: readonly Row[];
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly relations: Readonly<Record<string, OracleRelation>>;
}

/** Names of the models that conditions are about. */
export type ModelName = "Company" | "Person" | "Profile" | "Post" | "Tag" | "Photo" | "Remark" | "Membership" | "Group";

/** Every model by its name. */
export type Oracle = Readonly<Record<ModelName, OracleModel>>;

/** What belongs to what in a society, found by comparing keys. */
export function oracleOf(rows: SocietyRows): Oracle {
  const { companies, people, profiles, tags, photos, remarks, groups, memberships } = rows;
  const posts = rows.posts.filter((post) => post.deletedAt === null);
  // A key refers to what is marked as deleted all the same.
  const to = (target: ModelName, list: readonly Row[], key: string): OracleRelation => ({
    targets: [target],
    many: false,
    related: (row) => list.filter((other) => other.id === row[key]),
  });
  const from = (target: ModelName, list: readonly Row[], key: string, many = true): OracleRelation => ({
    targets: [target],
    many,
    related: (row) => list.filter((other) => other[key] === row.id),
  });
  const by = (
    target: ModelName,
    list: readonly Row[],
    pairs: readonly (readonly number[])[],
    turned = false,
  ): OracleRelation => ({
    targets: [target],
    many: true,
    related: (row: Row) =>
      list.filter((other) =>
        pairs.some((pair) => pair[turned ? 1 : 0] === row.id && pair[turned ? 0 : 1] === other.id),
      ),
  });
  const remarksOn = (table: string): OracleRelation => ({
    targets: ["Remark"],
    many: true,
    related: (row) => remarks.filter(({ subjectType, subjectId }) => subjectType === table && subjectId === row.id),
  });
  const authored = from("Post", posts, "authorId");
  const joined = memberships.map(({ personId, groupId }) => [personId, groupId] as number[]);
  const onPosts = remarksOn("suite_posts");
  const throughPosts = (row: Row) =>
    remarks.filter((r) => authored.related(row).some((p) => onPosts.related(p).includes(r)));
  const subject = (row: Row) =>
    (row.subjectType === "suite_posts" ? rows.posts : photos).filter(
      ({ id }) => row.subjectType !== null && id === row.subjectId,
    );
  const model = (
    list: readonly Row[],
    texts: readonly string[],
    numbers: readonly string[],
    relations: Readonly<Record<string, OracleRelation>>,
  ): OracleModel => ({
    rows: list.filter((row) => row.deletedAt == null),
    all: list,
    texts,
    numbers: ["id", ...numbers],
    relations,
  });
  return {
    Company: model(companies, ["name"], [], { staff: from("Person", people, "companyId") }),
    Person: model(people, ["name"], ["age"], {
      company: to("Company", companies, "companyId"),
      profile: from("Profile", profiles, "personId", false),
      posts: authored,
      mostViewed: {
        targets: ["Post"],
        many: false,
        related: (row) => authored.related(row).toSorted(byViews).slice(0, 1),
      },
      remarks: { targets: ["Remark"], many: true, related: throughPosts },
      memberships: from("Membership", memberships, "personId"),
      groups: by("Group", groups, joined),
      follows: by("Person", people, rows.follows),
      followers: by("Person", people, rows.follows, true),
    }),
    Profile: model(profiles, ["bio"], [], { person: to("Person", people, "personId") }),
    Post: model(rows.posts, ["title"], ["views"], {
      author: to("Person", people, "authorId"),
      tags: by("Tag", tags, rows.taggings),
      remarks: onPosts,
    }),
    Tag: model(tags, ["name"], [], { posts: by("Post", posts, rows.taggings, true) }),
    Photo: model(photos, ["url"], [], { remarks: remarksOn("suite_photos") }),
    Remark: model(remarks, ["body"], ["subjectId"], {
      subject: { targets: ["Post", "Photo"], many: false, related: subject },
    }),
    Membership: model(memberships, ["role"], [], {
      person: to("Person", people, "personId"),
      group: to("Group", groups, "groupId"),
    }),
    Group: model(groups, ["name"], [], {
      parent: to("Group", groups, "parentId"),
      children: from("Group", groups, "parentId"),
      memberships: from("Membership", memberships, "groupId"),
      people: by("Person", people, joined, true),
    }),
  };
}

/** Most viewed first; NULL counts as greater than every number, and of equals the later row comes first. */
function byViews(left: Row, right: Row): number {
  const [a, b] = [left, right].map(({ views }) => (views as number | null) ?? Number.MAX_SAFE_INTEGER) as [
    number,
    number,
  ];
  return b - a || right.id - left.id;
}
