// Compiled by the type check, not run.
import { type Factory, factory } from "../../src/index.js";
import { Article, articles, Label, labels, Remark, Writer, writers } from "./models.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type All<T extends readonly true[]> = T;

export async function whatIsMadeHasItsType() {
  const writer = await writers.create();
  const list = await articles.for(writer, "author").createMany(2, (i) => ({ views: i, editor: null }));
  const built = writers.as("admin", "dark").build();
  return null as unknown as All<
    [
      Equal<typeof writer, Writer>,
      Equal<typeof list, Article[]>,
      Equal<typeof built, Writer>,
      Equal<typeof writers, Factory<Writer, "admin" | "dark">>,
    ]
  >;
}

export function definitionsAreChecked() {
  factory(Label, { name: "a" });
  factory(Label, { name: () => "a" });
  factory(Article, { title: "a", authorId: 1 });
  factory(Article, ({ sequence }) => ({ title: `a${sequence}`, author: () => writers, labels: [labels] }));
  factory(Remark, { text: "a", subject: writers });
  factory(Writer, { name: "a", email: "b", role: "admin" });
  factory(Writer, ({ random }) => ({ name: "a", email: "b", role: random.pick(["admin", "member"]) }));
  factory(Writer, () => ({ name: "a", email: "b", role: "admin", settings: { theme: "dark" } }));
  factory(Writer, () => ({ name: "a", email: "b", skills: ["a"], settings: { theme: "dark", panes: ["a", "b"] } }));
  factory(Writer, ({ sequence }) => ({ name: `a${sequence}`, email: "b", skills: () => ["a"] }));
  void writers.createMany(1, () => ({ skills: ["a"], settings: { theme: "dark", panes: [] } }));
  // @ts-expect-error no such role
  factory(Writer, () => ({ name: "a", email: "b", role: "boss" }));
  // @ts-expect-error name is required
  factory(Label, {});
  // @ts-expect-error email is required
  factory(Writer, ({ sequence }) => ({ name: `a${sequence}` }));
  // @ts-expect-error an author is required, or its key
  factory(Article, { title: "a" });
  // @ts-expect-error no such property
  factory(Label, { name: "a", nmae: "b" });
  // @ts-expect-error of another type
  factory(Label, { name: () => 3 });
  // @ts-expect-error the factory of another model
  factory(Article, { title: "a", author: labels });
  // @ts-expect-error no model
  factory(class {}, {});
}

export function overridesAreChecked() {
  void writers.createMany(2, () => ({ role: "admin" }));
  articles.build({ views: () => 3, editor: null });
  writers.build({ articles: articles.times(2, { views: 3 }) });
  writers.build({ articles: [articles, new Article(), { title: "a" }] });
  // @ts-expect-error no such property
  writers.build({ nmae: "a" });
  // @ts-expect-error of another type
  void writers.create({ name: 3 });
  // @ts-expect-error no such property
  void writers.createMany(2, { nmae: "a" });
  // @ts-expect-error of another type
  void writers.createMany(2, (i) => ({ name: i }));
  // @ts-expect-error a list
  writers.build({ articles });
  // @ts-expect-error one record
  articles.build({ author: writers.times(2) });
  // @ts-expect-error of another model
  writers.build({ articles: labels.times(2) });
}

export function statesAndParentsAreChecked() {
  // @ts-expect-error no such state
  writers.as("admn");
  // @ts-expect-error no states at all
  articles.as("admin");
  // @ts-expect-error no such property
  writers.states({ boss: { roel: "admin" } });
  // @ts-expect-error of another type
  writers.states({ boss: () => ({ role: "boss" }) });
  // @ts-expect-error a record of another model
  articles.for(new Label());
  // @ts-expect-error no such relation
  articles.for(new Writer(), "labels");
  writers.afterCreate(({ name }) => name.length);
  // @ts-expect-error no such property
  writers.afterCreate(({ nmae }) => nmae);
}
