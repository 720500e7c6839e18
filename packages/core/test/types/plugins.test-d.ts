import { definePlugin, field, isNotNull, Model, type ModelClass, type Query } from "../../src/index.js";
import type { All, Equal } from "./equal.js";

const sluggable = definePlugin({
  name: "sluggable",
  fields: () => ({ slug: field.string(100, { default: "", unique: true }) }),
  hooks: {
    beforeSave({ created }) {
      if (created) this.slug = this.described().toLowerCase();
    },
  },
  instance: {
    described() {
      return `${this.slug} ${this.$isNew}`;
    },
    get address(): string {
      return `/${this.slug}`;
    },
    async rename(slug: string) {
      await this.update({ slug });
      return this.described().length;
    },
  },
  query: {
    bySlug(slug: string) {
      return this.where({ slug });
    },
    slugs() {
      return this.pluck("slug");
    },
  },
  statics: {
    describe() {
      return `${this.name} ${this.table2()}`;
    },
    table2() {
      return "x";
    },
    async slugged() {
      return this.where({ slug: "a" }).count();
    },
  },
});

const publishable = definePlugin({
  name: "publishable",
  fields: () => ({ publishedAt: field.dateTime({ nullable: true }) }),
  query: {
    published() {
      return this.where({ publishedAt: isNotNull });
    },
    latest(count = 3) {
      return this.published().orderBy("-publishedAt").limit(count);
    },
  },
});

declare module "../../src/index.js" {
  interface QueryMethods<T, R> {
    published(): Query<T, R>;
  }
}

abstract class Base extends Model.use(publishable) {
  static abstract = true;
  id = field.id();
}
class Article extends Base.use(sluggable) {
  title = field.string(100);
  words = field.integer({ nullable: true });
}

const article = await Article.create({ title: "a" });
const found = await Article.bySlug("a").first();
const chained = await Article.where({ title: "a", slug: "b" }).published().orderBy("-publishedAt");
const selected = await Article.published().select("slug");
const plucked = await Article.slugs();
const renamed = await article.rename("b");

export type Tests = All<
  [
    Equal<typeof found, Article | null>,
    Equal<typeof chained, Article[]>,
    Equal<(typeof selected)[number]["slug"], Article["slug"]>,
    Equal<typeof renamed, number>,
    Equal<Article["address"], string>,
    Equal<ReturnType<typeof Article.describe>, string>,
  ]
>;
const slugs: string[] = plucked;
const model: ModelClass<Article> = Article;
void [slugs, model];

// @ts-expect-error: no such property
await Article.create({ title: "a", slgu: "" });
// @ts-expect-error: no title
await Article.create({ slug: "a" });
// @ts-expect-error: a text
await Article.bySlug(1);
// @ts-expect-error: not selected
void (await Article.published().select("slug"))[0]?.title;
// @ts-expect-error: no such method
void article.publish;
// @ts-expect-error: no such part
definePlugin({ name: "wrong", hook: {} });
// @ts-expect-error: no such hook
definePlugin({ name: "wrong", hooks: { beforeSav() {} } });
// @ts-expect-error: no name
definePlugin({ hooks: {} });
// @ts-expect-error: no plugin
Model.use({ name: "wrong" });
// @ts-expect-error: none at all
Model.use();
