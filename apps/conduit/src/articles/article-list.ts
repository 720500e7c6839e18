import { type Condition, oneOf } from "@chakra-orm/core";
import { Article, ArticleTag, Favorite, Tag, User } from "../models/index.js";

/** Which articles a list shows. Several conditions must all hold. */
export interface ArticleFilter {
  readonly tag?: string | undefined;
  /** Username of who wrote them. */
  readonly author?: string | undefined;
  /** Username of somebody who likes them. */
  readonly favorited?: string | undefined;
}

/** A part of a list, and how long the whole is. */
export interface ArticlePage {
  readonly articles: readonly Article[];
  readonly articlesCount: number;
}

/** Articles that match, newest first. */
export async function listArticles(filter: ArticleFilter, limit: number, offset: number): Promise<ArticlePage> {
  const conditions = await Promise.all([byAuthor(filter), byTag(filter), byFavorited(filter)]);
  const query = conditions.reduce((all, condition) => all.where(condition), Article.all());
  const [articles, articlesCount] = await Promise.all([query.limit(limit).offset(offset), query.count()]);
  return { articles, articlesCount };
}

type ArticleCondition = Condition<Article>;

/** A condition that every article fulfils. */
const any: ArticleCondition = {};

async function byAuthor({ author }: ArticleFilter): Promise<ArticleCondition> {
  if (author === undefined) return any;
  const user = await User.findBy({ username: author });
  return { authorId: oneOf(user === null ? [] : [user.id]) };
}

/** Relations will make this part of the one statement; until then the keys are read first. */
async function byTag({ tag }: ArticleFilter): Promise<ArticleCondition> {
  if (tag === undefined) return any;
  const found = await Tag.findBy({ name: tag });
  return { id: oneOf(found === null ? [] : await ArticleTag.where({ tagId: found.id }).pluck("articleId")) };
}

async function byFavorited({ favorited }: ArticleFilter): Promise<ArticleCondition> {
  if (favorited === undefined) return any;
  const user = await User.findBy({ username: favorited });
  return { id: oneOf(user === null ? [] : await Favorite.where({ userId: user.id }).pluck("articleId")) };
}
