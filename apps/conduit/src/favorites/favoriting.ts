import type { Database } from "@chakra-orm/core";
import { Article, type User } from "../models/index.js";
import { retryTaken } from "../retry.js";

/** Makes an article one of a user's favourites, whether or not it is already. Throws `RecordNotFoundError`. */
export async function favorite(db: Database, user: User, slug: string): Promise<Article> {
  const article = await Article.findByOrFail({ slug });
  await retryTaken(db, () => user.favorites.add(article));
  return article;
}

/** Ends that. Throws `RecordNotFoundError`. */
export async function unfavorite(user: User, slug: string): Promise<Article> {
  const article = await Article.findByOrFail({ slug });
  await user.favorites.remove(article);
  return article;
}
