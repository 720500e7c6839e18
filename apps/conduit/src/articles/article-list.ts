import type { Query } from "@chakra-orm/core";
import { Article, type User } from "../models/index.js";
import { type ArticleSummary, articlesFor, summarize } from "./article-view.js";

/** Which articles a list shows. Several conditions must all hold. */
export interface ArticleFilter {
  readonly tag?: string | undefined;
  /** Username of who wrote them. */
  readonly author?: string | undefined;
  /** Username of somebody who likes them. */
  readonly favorited?: string | undefined;
}

/** Which part of a list is shown. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** A part of a list, and how long the whole is. */
export interface ArticlePage {
  readonly articles: readonly ArticleSummary[];
  readonly articlesCount: number;
}

/** Articles that match, newest first, for one who asks. */
export function listArticles(filter: ArticleFilter, page: Page, viewer: User | null): Promise<ArticlePage> {
  const { tag, author, favorited } = filter;
  let articles = Article.all();
  if (tag !== undefined) articles = articles.where({ tags: { name: tag } });
  if (author !== undefined) articles = articles.where({ author: { username: author } });
  if (favorited !== undefined) articles = articles.where({ fans: { username: favorited } });
  return pageOf(articles, page, viewer);
}

/** What those have written whom the one who asks follows, newest first. */
export function listFeed(page: Page, viewer: User): Promise<ArticlePage> {
  return pageOf(Article.where({ author: { followers: viewer } }), page, viewer);
}

async function pageOf(articles: Query<Article>, { limit, offset }: Page, viewer: User | null): Promise<ArticlePage> {
  const shown = articlesFor(viewer, articles.limit(limit).offset(offset));
  const [page, articlesCount] = await Promise.all([shown, articles.count()]);
  return { articles: page.map(summarize), articlesCount };
}
