import { oneOf } from "@chakra-orm/core";
import { type Article, ArticleTag, Favorite, Tag, type User } from "../models/index.js";
import { loadProfiles, type Profile } from "./profile.js";

/** An article as the API shows it in a list. */
export interface ArticleSummary {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly tagList: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Whether the one who asks likes it. */
  readonly favorited: boolean;
  readonly favoritesCount: number;
  readonly author: Profile | undefined;
}

/** An article as the API shows it alone. */
export interface ArticleView extends ArticleSummary {
  readonly body: string;
}

/**
 * Articles with what is shown beside them, for one who asks. Related rows are read for all articles at once: five
 * statements, for one article as for a hundred.
 */
export async function summarize(articles: readonly Article[], viewer: User | null): Promise<ArticleSummary[]> {
  const ids = articles.map(({ id }) => id);
  const [profiles, tagLists, favorites] = await Promise.all([
    loadProfiles(
      articles.map(({ authorId }) => authorId),
      viewer,
    ),
    loadTagLists(ids),
    // Their number alone would do; it comes with aggregates.
    Favorite.where({ articleId: oneOf(ids) }),
  ]);
  const likes = new Map<number, Favorite[]>(ids.map((id) => [id, []]));
  for (const favorite of favorites) likes.get(favorite.articleId)?.push(favorite);
  return articles.map(({ id, slug, title, description, createdAt, updatedAt, authorId }) => {
    const liked = likes.get(id) ?? [];
    return {
      slug,
      title,
      description,
      tagList: tagLists.get(id) ?? [],
      createdAt,
      updatedAt,
      favorited: liked.some(({ userId }) => userId === viewer?.id),
      favoritesCount: liked.length,
      author: profiles.get(authorId),
    };
  });
}

/** One article with its body. */
export async function present(article: Article, viewer: User | null): Promise<ArticleView> {
  const [summary] = (await summarize([article], viewer)) as [ArticleSummary];
  return { ...summary, body: article.body };
}

/** The names of each article's tags, in the order of the alphabet. */
async function loadTagLists(articleIds: readonly number[]): Promise<Map<number, string[]>> {
  const links = await ArticleTag.where({ articleId: oneOf(articleIds) });
  const tags = await Tag.where({ id: oneOf([...new Set(links.map(({ tagId }): number => tagId))]) });
  const names = new Map(tags.map(({ id, name }): [number, string] => [id, name]));
  const lists = new Map<number, string[]>();
  for (const { articleId, tagId } of links) {
    const name = names.get(tagId);
    if (name !== undefined) lists.set(articleId, [...(lists.get(articleId) ?? []), name].sort());
  }
  return lists;
}
