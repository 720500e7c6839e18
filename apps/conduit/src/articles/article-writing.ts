import type { Database } from "@chakra-orm/core";
import { Article, type Tag, type User } from "../models/index.js";
import { Refusal } from "../refusal.js";
import { retryTaken } from "../retry.js";
import { tagsNamed } from "../tags/tagging.js";
import { freeSlug, slugOf } from "./slug.js";

/** What an author says of a new article. */
export interface ArticleDraft {
  readonly title: string;
  readonly description: string;
  readonly body: string;
  readonly tagList?: readonly string[] | undefined;
}

/** What an author changes: what is left out stays. */
export type ArticleChanges = { readonly [K in keyof ArticleDraft]?: ArticleDraft[K] | undefined };

/** Publishes an article, with tags that may be new. Throws `ValidationError`. */
export function createArticle(db: Database, author: User, draft: ArticleDraft): Promise<Article> {
  const { title, description, body, tagList = [] } = draft;
  return retryTaken(db, async (attempt) => {
    const slug = await freeSlug(title, attempt);
    return Article.create({ slug, title, description, body, author, tags: await tagsNamed(tagList) });
  });
}

/** Changes what is given of an article, and with the title its slug. Throws as `ownArticle` does, or `ValidationError`. */
export function updateArticle(db: Database, editor: User, slug: string, changes: ArticleChanges): Promise<Article> {
  const { tagList, ...texts } = changes;
  return retryTaken(db, async (attempt) => {
    const article = await ownArticle(editor, slug);
    const before = slugOf(article.title);
    article.assign(texts);
    if (slugOf(article.title) !== before) article.slug = await freeSlug(article.title, attempt);
    const rewritten = article.$isDirty;
    if (rewritten) await stamp(article).save();
    const retagged = tagList !== undefined && (await retag(article, await tagsNamed(tagList)));
    if (retagged && !rewritten) await stamp(article).save();
    return article;
  });
}

/** Deletes an article with its comments, tags and favourites. Throws as `ownArticle` does. */
export async function deleteArticle(editor: User, slug: string): Promise<void> {
  await (await ownArticle(editor, slug)).delete();
}

/** The article, if it is the editor's own. Throws `RecordNotFoundError`, or a refusal. */
async function ownArticle(editor: User, slug: string): Promise<Article> {
  const article = await Article.findByOrFail({ slug });
  if (article.authorId !== editor.id) throw new Refusal("forbidden", { article: ["forbidden"] });
  return article;
}

/** Gives an article exactly these tags, and says whether that changed anything. */
async function retag(article: Article, tags: readonly Tag[]): Promise<boolean> {
  const before = new Set((await article.tags).map(({ name }) => name));
  if (tags.length === before.size && tags.every(({ name }) => before.has(name))) return false;
  await article.tags.set(tags);
  return true;
}

/** Sets `updatedAt` to now, but never to the same instant twice: who compares it sees every change. */
function stamp(article: Article): Article {
  article.updatedAt = new Date(Math.max(Date.now(), article.updatedAt.getTime() + 1));
  return article;
}
